"""Replies as mail programs write them: what somebody says, and how each program repeats the mail that it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

ORIGINAL = ("Hello Bob,", "", "We are looking into it. Could you send us the name of the list?", "", "Ada")


@dataclass(frozen=True, slots=True)
class Reply:
    """One reply: its body, what of it is new, and its language."""

    program: str
    language: str
    said: str
    body: str


SAID = {
    "en": (
        "Thanks, it works again.",
        "Hello,\n\nno, the list is still empty. The error says: timeout.\n\nRegards,\nBob",
        "Here it is: the list is called Members 2026.\n\nOn Monday we need it for the board.",
        "Yes.\n\nSent from my iPhone",
        "Please close it.\n\n--\nBob Tremblay\nHospital, 5th floor\n+1 514 555 0199",
        "1. Opened the page\n2. Chose the list\n3. Waited: nothing\n\nFrom what I see, it is the filter.",
    ),
    "fr": (
        "Merci, ça fonctionne de nouveau.",
        "Bonjour,\n\nnon, la liste est toujours vide. L’erreur dit : délai dépassé.\n\nCordialement,\nBob",
        "La voici : la liste s’appelle Membres 2026.\n\nLe lundi, nous en avons besoin pour le conseil.",
        "Oui.\n\nEnvoyé de mon iPhone",
        "Vous pouvez la fermer.\n\n--\nBob Tremblay\nHôpital, 5e étage\n+1 514 555-0199",
        "1. Ouvrir la page\n2. Choisir la liste\n3. Attendre : rien\n\nDe ce que je vois, c’est le filtre.",
    ),
}
_MARKED = "\n".join(f"> {line}".rstrip() for line in ORIGINAL)
_PLAIN = "\n".join(ORIGINAL)
KIWI = "Kiwi Support <support@kiwi.example>"
QUOTED = {
    "en": {
        "Gmail": f"On Tue, Feb 3, 2026 at 10:02 AM {KIWI} wrote:\n\n{_MARKED}",
        "Gmail, wrapped": f"On Tue, Feb 3, 2026 at 10:02 AM Kiwi Support, Application and Integration\n<support@kiwi.example> wrote:\n\n{_MARKED}",
        "Apple Mail": f"On Feb 3, 2026, at 10:02, {KIWI} wrote:\n\n{_MARKED}",
        "iPhone": f"> On Feb 3, 2026, at 10:02, {KIWI} wrote:\n> \n{_MARKED}",
        "Thunderbird": f"On 2026-02-03 10:02, Kiwi Support wrote:\n{_MARKED}",
        "Outlook": (
            f"From: {KIWI}\nSent: Tuesday, February 3, 2026 10:02 AM\nTo: Bob <bob@hospital.example>\n"
            f"Subject: [KIWI-1] The list stays empty\n\n{_PLAIN}"
        ),
        "Outlook, bold": (
            f"*From:* {KIWI}\n*Sent:* Tuesday, February 3, 2026 10:02 AM\n*To:* Bob\n*Subject:* [KIWI-1] The list\n\n{_PLAIN}"
        ),
        "Outlook, older": f"-----Original Message-----\nFrom: {KIWI}\nSent: Tuesday, February 3, 2026\nTo: Bob\nSubject: x\n\n{_PLAIN}",
        "Outlook, phone": (
            f"________________________________\nFrom: {KIWI}\nSent: Tuesday, February 3, 2026 10:02:11 AM\n"
            f"To: Bob <bob@hospital.example>\nSubject: [KIWI-1] The list stays empty\n\n{_PLAIN}"
        ),
        "Samsung": f"-------- Original message --------\nFrom: {KIWI}\nDate: 2026-02-03 10:02 (GMT-05:00)\nTo: Bob\nSubject: x\n\n{_PLAIN}",
        "Yahoo": f"On Tuesday, February 3, 2026 at 10:02:11 a.m. EST, {KIWI} wrote:\n\n{_PLAIN}",
        "Proton": f"On Tuesday, February 3rd, 2026 at 10:02 AM, {KIWI} wrote:\n\n{_MARKED}",
        "Zimbra": f'----- Original Message -----\nFrom: "Kiwi" <support@kiwi.example>\nTo: "Bob"\nSent: Tuesday\nSubject: x\n\n{_PLAIN}',
        "Roundcube": f"On 2026-02-03 10:02, support@kiwi.example wrote:\n{_MARKED}",
        "nothing but marks": _MARKED,
        "nothing": "",
        "answer below": "",
    },
    "fr": {
        "Gmail": f"Le mar. 3 févr. 2026 à 10 h 02, {KIWI} a écrit :\n\n{_MARKED}",
        "Gmail, narrow spaces": f"Le mar. 3 févr. 2026 à 10:02, {KIWI} a écrit\u202f:\n\n{_MARKED}",
        "Gmail, wrapped": f"Le mar. 3 févr. 2026 à 10 h 02, Kiwi Support, Application et Intégration\n<support@kiwi.example> a écrit :\n\n{_MARKED}",
        "Apple Mail": f"Le 3 févr. 2026 à 10:02, {KIWI} a écrit\u00a0:\n\n{_MARKED}",
        "iPhone": f"> Le 3 févr. 2026 à 10:02, {KIWI} a écrit :\n> \n{_MARKED}",
        "Thunderbird": f"Le 2026-02-03 à 10 h 02, Kiwi Support a écrit :\n{_MARKED}",
        "Outlook": (
            f"De : {KIWI}\nEnvoyé : mardi 3 février 2026 10:02\nÀ : Bob <bob@hospital.example>\n"
            f"Objet : [KIWI-1] La liste reste vide\n\n{_PLAIN}"
        ),
        "Outlook, bold": (
            f"*De :* {KIWI}\n*Envoyé :* mardi 3 février 2026 10:02\n*À :* Bob\n*Objet :* [KIWI-1] La liste\n\n{_PLAIN}"
        ),
        "Outlook, Mac": f"De : {KIWI}\nDate : mardi 3 février 2026 à 10:02\nÀ : Bob\nObjet : [KIWI-1] La liste\n\n{_PLAIN}",
        "Outlook, older": f"-----Message d'origine-----\nDe : {KIWI}\nEnvoyé : mardi 3 février 2026\nÀ : Bob\nObjet : x\n\n{_PLAIN}",
        "Outlook, phone": (
            f"________________________________\nDe : {KIWI}\nEnvoyé : mardi 3 février 2026 10:02:11\n"
            f"À : Bob <bob@hospital.example>\nObjet : [KIWI-1] La liste reste vide\n\n{_PLAIN}"
        ),
        "Samsung": f"-------- Message d’origine --------\nDe : {KIWI}\nDate : 2026-02-03 10:02 (GMT-05:00)\nÀ : Bob\nObjet : x\n\n{_PLAIN}",
        "Yahoo": f"Le mardi 3 février 2026 à 10:02:11 UTC−5, {KIWI} a écrit :\n\n{_PLAIN}",
        "Proton": f"Le mardi 3 février 2026 à 10:02, {KIWI} a écrit :\n\n{_MARKED}",
        "Zimbra": f'----- Mail original -----\nDe: "Kiwi" <support@kiwi.example>\nÀ: "Bob"\nEnvoyé: Mardi\nObjet: x\n\n{_PLAIN}',
        "Roundcube": f"Le 2026-02-03 10:02, support@kiwi.example a écrit :\n{_MARKED}",
        "nothing but marks": _MARKED,
        "nothing": "",
        "answer below": "",
    },
}


def replies() -> Iterator[Reply]:
    """Every saying through every program, in both languages."""
    for language in ("en", "fr"):
        for said, (program, quoted) in product(SAID[language], QUOTED[language].items()):
            if program == "answer below":
                intro = next(iter(QUOTED[language].values()))
                yield Reply(program, language, said, f"{intro}\n\n{said}\n")
            else:
                yield Reply(program, language, said, f"{said}\n\n{quoted}\n")
