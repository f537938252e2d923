"""Forms of the account, case and document pages. They parse and bound; what is allowed is the domain's to say."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from esgcheck.accounts.guessing import is_held_back, note_right_password, note_wrong_password
from esgcheck.accounts.models import User
from esgcheck.cases.models import Role
from esgcheck.documents.models import Kind
from esgcheck.documents.upload import MOST_HOPS, Hop
from esgcheck.errors import LONGEST_WORDS

EMPTY_HOPS = 1
"""Blank rows that a provenance form offers below those that are filled in."""


class Styled(forms.Form):
    """Every widget gets the class that ``static/css/forms.css`` draws."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.RadioSelect):
                field.widget.attrs.setdefault("class", "input")


class LogInForm(Styled, AuthenticationForm):
    error_messages = {
        "invalid_login": "That name and password do not belong together. Check both; capital letters matter.",
        "inactive": "This account is closed. Ask the owner of this server.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "User name or e-mail address"

    def clean(self) -> dict[str, Any]:
        """The right password is not looked at either while somebody guesses: they would learn it."""
        username = self.cleaned_data.get("username", "")
        if is_held_back(username):
            raise ValidationError(
                "Too many wrong passwords for this name. Wait a quarter of an hour, or ask for a log-in link."
            )
        try:
            data: dict[str, Any] = super().clean()
        except ValidationError:
            note_wrong_password(username)
            raise
        if self.get_user() is not None:
            note_right_password(username)
        return data


class NewPassword(Styled):
    """A password once, to be seen on demand rather than typed twice."""

    password = forms.CharField(
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="At least 10 characters. A few words in a row are good.",
    )

    def about(self) -> User:
        """The user whose own name must not be the password."""
        return User()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if password := data.get("password"):
            try:
                validate_password(password, self.about())
            except ValidationError as error:
                self.add_error("password", error)
        return data


class JoinForm(NewPassword):
    """Somebody new accepts an invitation."""

    name = forms.CharField(max_length=150, label="Your name", help_text="As the others in the case will see it.")
    username = forms.CharField(
        max_length=150,
        label="User name or e-mail address",
        help_text="To log in with.",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        validators=[User.username_validator],
    )
    field_order = ["name", "username", "password"]

    def clean_username(self) -> str:
        username: str = User.normalize_username(self.cleaned_data["username"].strip())
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError("This name is taken. If it is yours, log in first and open the invitation again.")
        return username

    def about(self) -> User:
        return User(username=self.cleaned_data.get("username", ""), name=self.cleaned_data.get("name", ""))


class NameForm(Styled):
    name = forms.CharField(max_length=150, label="Your name", help_text="As the others in a case see it.")


class TokenForm(Styled):
    name = forms.CharField(max_length=100, label="What it is for", help_text="So that you know it again: my notebook.")


class CaseForm(Styled):
    title = forms.CharField(max_length=200, help_text="What the case is called in lists. Only its members see it.")
    organisation = forms.CharField(max_length=200, help_text="Whose report is checked.")
    description = forms.CharField(
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input input--words"}),
        label="What it is about",
    )


class InviteForm(Styled):
    role = forms.ChoiceField(choices=Role.choices, initial=Role.REVIEWER, label="As")
    note = forms.CharField(max_length=100, required=False, label="For whom", help_text="To tell invitations apart.")


class DocumentForm(Styled):
    title = forms.CharField(max_length=300)
    kind = forms.ChoiceField(choices=Kind.choices, label="It is a")


class HopForm(Styled):
    """One step of a document's provenance; a row with nothing in it but ``what`` is no step."""

    what = forms.ChoiceField(
        choices=[
            ("", "—"),
            ("said", "Said or made"),
            ("recorded", "Recorded"),
            ("obtained", "Obtained"),
            ("passed_on", "Passed on"),
            ("published", "Published"),
        ],
        required=False,
        label="What happened",
    )
    who = forms.CharField(max_length=300, required=False, label="By whom")
    when = forms.CharField(max_length=100, required=False, label="When")
    note = forms.CharField(max_length=500, required=False, label="Note")
    held = forms.BooleanField(required=False, label="We hold this copy")
    position = forms.IntegerField(required=False, min_value=1, max_value=99, label="No.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        said = any(data.get(name) for name in ["who", "when", "note", "held"])
        if said and not data.get("what"):
            self.add_error("what", "Say what happened in this step, or empty the row.")
        return data


HopFormSet = forms.formset_factory(
    HopForm, extra=EMPTY_HOPS, max_num=MOST_HOPS, absolute_max=MOST_HOPS + EMPTY_HOPS, validate_max=True
)


def hops_of(formset: forms.BaseFormSet[HopForm]) -> list[Hop]:
    """The steps by their numbers, those without one last; empty rows left out."""
    rows = [form.cleaned_data for form in formset.forms if form.cleaned_data.get("what")]
    rows.sort(key=lambda row: row["position"] or 100)
    return [Hop(what=row["what"], who=row["who"], when=row["when"], held=row["held"], note=row["note"]) for row in rows]
