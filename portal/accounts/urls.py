"""The account pages. The names are those that allauth looks up; of its pages only these exist."""

from allauth.account import views as allauth
from django.urls import path, re_path

from portal.accounts.views import colleagues, invitation, language, password, second_factor

urlpatterns = [
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-in/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("password/", password.change, name="account_change_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/sent/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("language/", language.language, name="choose_language"),
    path("colleagues/", colleagues.first_school, name="colleagues"),
    path("colleagues/<int:school>/", colleagues.colleagues, name="school_colleagues"),
    path("colleagues/roles/<int:pk>/end/", colleagues.end_role, name="end_role"),
    path(
        "colleagues/roles/<int:pk>/second-factor/",
        colleagues.reset_factor,
        name="reset_second_factor",
    ),
    path("colleagues/invitations/<int:pk>/again/", colleagues.send_invitation_again, name="invite_again"),
    path("colleagues/invitations/<int:pk>/withdraw/", colleagues.withdraw, name="withdraw_invitation"),
    path("invitation/<str:token>/", invitation.invitation, name="invitation"),
]
