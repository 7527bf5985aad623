from django.urls import path

from programmes.views.cancel import cancel

app_name = "programmes"
urlpatterns = [path("sessions/<int:pk>/cancel/", cancel, name="cancel_session")]
