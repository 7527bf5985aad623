"""Forms rendered with the design system's fields; templates/django/forms/ holds the widgets."""

from django.forms.renderers import TemplatesSetting


class FaceRenderer(TemplatesSetting):
    """A whole form is its error summary and its fields; a field is label, help, error and widget."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
