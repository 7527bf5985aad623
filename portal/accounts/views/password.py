from allauth.account.views import password_change
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseBase
from django.shortcuts import redirect

from portal.web.http import AuthedRequest


@login_required
def change(request: AuthedRequest) -> HttpResponseBase:
    """Change one's password; an account that has none yet gets one by mail."""
    if not request.user.has_usable_password():
        return redirect("account_reset_password")
    return password_change(request)
