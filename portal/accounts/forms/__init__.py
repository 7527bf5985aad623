from portal.accounts.forms.signing_in import (
    AskForResetForm,
    ChangeOwnPasswordForm,
    NewPasswordForm,
    SignInForm,
)

__all__ = ["AskForResetForm", "ChangeOwnPasswordForm", "NewPasswordForm", "SignInForm"]
