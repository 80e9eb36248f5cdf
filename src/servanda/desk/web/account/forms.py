"""Forms of signing in, with our words: allauth brings the rules, we the labels and hints."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factors
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext, gettext_lazy

EMAIL = gettext_lazy("E-mail address")
PASSWORD = gettext_lazy("Password")
NEW_PASSWORD = gettext_lazy("New password")
AGAIN = gettext_lazy("The same password again")
LENGTH = gettext_lazy("At least 12 characters; a few words in a row are easy to remember and hard to guess.")
CODE = gettext_lazy("Code")


def say(form: forms.BaseForm, **said: Any) -> None:
    """Give fields their label, and a hint where there is one: ``(label, hint)``."""
    for name, words in said.items():
        label, hint = words if isinstance(words, tuple) else (words, "")
        field = form.fields[name]
        field.label, field.help_text = label, hint
        field.widget.attrs.pop("placeholder", None)


class SignInForm(account.LoginForm):  # type: ignore[misc]
    """Address and password."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        say(self, login=EMAIL, password=PASSWORD)


class ForgottenForm(account.ResetPasswordForm):  # type: ignore[misc]
    """Where the link for a new password goes."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        say(self, email=EMAIL)


class NewPasswordForm(account.ResetPasswordKeyForm):  # type: ignore[misc]
    """The new password after a link by mail."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        say(self, password1=(NEW_PASSWORD, LENGTH), password2=AGAIN)


class FirstPasswordForm(account.SetPasswordForm):  # type: ignore[misc]
    """A password for somebody who had none."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        say(self, password1=(NEW_PASSWORD, LENGTH), password2=AGAIN)


class ChangePasswordForm(account.ChangePasswordForm):  # type: ignore[misc]
    """Another password for somebody who has one."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        say(self, oldpassword=gettext("Present password"), password1=(NEW_PASSWORD, LENGTH), password2=AGAIN)


class PasswordAgainForm(account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before the way in is changed."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        say(self, password=PASSWORD)


class CodeForm(factors.AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        say(self, code=(CODE, gettext("From your authenticator app, or one of your recovery codes.")))


class CodeAgainForm(factors.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before the way in is changed."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        say(self, code=(CODE, gettext("From your authenticator app, or one of your recovery codes.")))


class AuthenticatorForm(totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        say(self, code=(CODE, gettext("The six digits that the app shows now.")))


class PasskeyForm(passkeys.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey: its name, and whether it is enough by itself."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        says = gettext(
            "Your device then asks for your finger, your face or its code. Otherwise it guards the password."
        )
        say(self, name=_named(), passwordless=(gettext("Sign in with it alone"), says))
        self.fields["passwordless"].initial = True


class PasskeyNameForm(passkeys.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        say(self, name=_named())


def _named() -> tuple[str, str]:
    return gettext("Name"), gettext("By which you know it again, such as “Phone”.")


class LinkForm(forms.Form):
    """Where the link that signs in goes."""

    email = forms.EmailField(
        label=EMAIL, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True})
    )


class WelcomeForm(forms.Form):
    """What somebody who was invited says of themselves. Staff choose a password; clients may do without."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    password = forms.CharField(
        label=PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=LENGTH,
    )

    def __init__(self, *args: Any, needs_password: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        if not needs_password:
            hint = gettext("%(length)s Without one you sign in by links that are mailed to you.")
            self.fields["password"].required = False
            self.fields["password"].help_text = hint % {"length": LENGTH}

    def clean_password(self) -> str:
        """Held to the same rules as every password."""
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password
