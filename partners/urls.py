from django.urls import path

from partners.views.attachments import attachment

app_name = "partners"
urlpatterns = [
    path("attachments/<int:pk>/", attachment, name="attachment"),
]
