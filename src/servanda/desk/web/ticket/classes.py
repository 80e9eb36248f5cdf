"""Side actions on classification: other facts, a chosen priority, another kind; each shown with its effect first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from servanda.desk.organisations.permissions import Permission
from servanda.desk.tickets.actions.classifying import Preview, correct_kind, preview_reclassification, reclassify
from servanda.desk.tickets.choices import choices_for
from servanda.desk.web.formats import language
from servanda.desk.web.pages.answer import promises_view
from servanda.desk.web.ticket.side import Acting, Side, SideForm, Standing, under_way
from servanda.engine.requests.answer import Answer
from servanda.publishing.scribe import Scribe

_FACT, _ABOUT = "fact_", "about_"


class Reclassify(SideForm):
    """The facts as they stand, the priorities that the policy leaves, and its reasons."""

    previews = True

    def arrange(self, acting: Acting) -> None:
        """One question for each fact that is asked; the agent's choice only where the policy leaves one."""
        choices = choices_for(acting.ticket, at=acting.at)
        scribe = self.scribe = Scribe(choices.policy, language())
        self.current = {each.id: each.value for each in choices.facts}
        for each in choices.facts:
            if each.asked:
                options = [(key, scribe.name_of(each.fact.values, key)) for key in each.fact.values]
                label = scribe.name_of(scribe.document.classify.facts, each.id)
                self.fields[_FACT + each.id] = forms.ChoiceField(
                    label=label, choices=options, initial=each.value, help_text=scribe.say(each.fact.ask)
                )
        if choices.allowed:
            levels = [("", "–"), *((key, scribe.level(key)) for key in choices.allowed)]
            self.fields["priority"] = forms.ChoiceField(label=_("The agent’s choice"), choices=levels, required=False)
        self._add_reason({**choices.reasons["down"], **choices.reasons["up"]})

    def _add_reason(self, reasons: dict[str, Any]) -> None:
        known = [(key, self.scribe.name_of(reasons, key)) for key in reasons]
        if known:
            self.fields["known"] = forms.ChoiceField(
                label=_("A reason of the policy"),
                choices=[("", "–"), *known],
                required=False,
                help_text=_("The policy lowers a priority for these reasons only."),
            )
        self.fields["reason"] = forms.CharField(
            label=_("Reason"), max_length=200, required=False, help_text=_("The client reads it too.")
        )

    def wanted(self) -> dict[str, Any]:
        """What the action is given: only the facts that change; words beside one of the policy's reasons are a remark."""
        given = self.cleaned_data
        facts = {name[len(_FACT) :]: value for name, value in given.items() if name.startswith(_FACT)}
        changed = {name: value for name, value in facts.items() if value != self.current.get(name)}
        known, written = given.get("known", ""), given.get("reason", "")
        reason, remark = (known, written) if known else (written, "")
        return {"facts": changed, "priority": given.get("priority", ""), "reason": reason, "remark": remark}

    def effect(self) -> SafeString | str:
        """The promises before and after."""
        if not self.is_bound or not self.is_valid():
            return ""
        wanted = {name: value for name, value in self.wanted().items() if name != "remark"}
        seen = preview_reclassification(self.acting.ticket, at=self.acting.at, **wanted)
        return render_to_string("web/ticket/effect.html", {"effect": self._told(seen)})

    def _told(self, seen: Preview) -> dict[str, Any]:
        zone = self.acting.policy.zone
        return {
            "refusal": seen.refusal.of(language()) if seen.refusal else "",
            "before": self._level(seen.before),
            "after": self._level(seen.after),
            "promises": promises_view(self.scribe, seen.after, zone),
        }

    def _level(self, answer: Answer) -> str:
        priority = answer.classified.priority
        return self.scribe.level(priority) if priority else gettext("none")


def _reclassify(acting: Acting, given: dict[str, Any]) -> str:
    event = reclassify(ticket=acting.ticket, by=acting.member, at=acting.at, **given)
    after = event.details.get("after") or gettext("none")
    return gettext("The priority is now %(priority)s.") % {"priority": after}


class CorrectKind(SideForm):
    """The kinds that the agreement has, and what decides who pays."""

    def arrange(self, acting: Acting) -> None:
        """One list of kinds, one question for each thing that decides whether it is billed."""
        choices = choices_for(acting.ticket, at=acting.at)
        scribe = Scribe(choices.policy, language())
        kinds = [(each.id, scribe.name_of(choices.policy.document.kinds, each.id)) for each in choices.kinds]
        current = acting.ticket.current_kind or acting.ticket.kind
        self.fields["kind"] = forms.ChoiceField(label=_("What it is"), choices=kinds, initial=current)
        asked: dict[str, tuple[str, ...]] = {}
        for each in choices.kinds:
            asked |= each.about
        for name, answers in asked.items():
            self.fields[_ABOUT + name] = forms.ChoiceField(
                label=_about_word(name),
                choices=[("", "–"), *((answer, _about_word(answer)) for answer in answers)],
                initial=choices.about.get(name, ""),
                required=False,
                help_text=_("It decides whether the work is billed."),
            )
        self.fields["reason"] = forms.CharField(label=_("Reason"), max_length=200)


def _about_word(word: str) -> str:
    """The words that policies use for who pays."""
    known = {
        "cause": gettext("Cause"),
        "sponsor": gettext("Sponsor"),
        "platform": gettext("the platform"),
        "client": gettext("the client"),
        "vendor": gettext("the vendor"),
        "third party": gettext("a third party"),
        "commercial_terms": gettext("Commercial terms"),
        "yes": gettext("yes"),
        "no": gettext("no"),
    }
    return known.get(word, word.replace("_", " "))


def _correct(acting: Acting, given: dict[str, Any]) -> str:
    about = {name[len(_ABOUT) :]: value for name, value in given.items() if name.startswith(_ABOUT)}
    correct_kind(
        ticket=acting.ticket,
        kind=given["kind"],
        reason=given["reason"],
        by=acting.member,
        at=acting.at,
        about=about,
    )
    return gettext("The kind of request is corrected.")


def _classified(standing: Standing) -> bool:
    """Requests under some plans have no priority."""
    plans = standing.policy.document.classify.plans
    return standing.active and (not plans or standing.ticket.plan in plans)


CLASSES = (
    Side(
        name="reclassify",
        title=_("Change the priority"),
        says=_("The policy decides from the facts. Correct them, or choose where it leaves the choice to you."),
        permission=Permission.CLASSIFY,
        form=Reclassify,
        act=_reclassify,
        button=_("Change it"),
        offered=_classified,
        first=True,
        key="p",
    ),
    Side(
        name="kind",
        title=_("Correct the kind"),
        says=_("What the request turned out to be. Whether anything is promised, and who pays, follows from it."),
        permission=Permission.CLASSIFY,
        form=CorrectKind,
        act=_correct,
        button=_("Correct it"),
        offered=under_way,
    ),
)
