"""Qiscus: conversations of companies with their customers."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import ANSWER, CLIENT, NOTE, Story, done, said
from servanda.engine.text import Text

_CHANNELS = (("WhatsApp", "WhatsApp"), ("the web widget", "la fenêtre de clavardage"), ("Instagram", "Instagram"))
_BOTS = (("order status", "suivi de commande"), ("opening hours", "heures d’ouverture"), ("refunds", "remboursements"))

STORIES = (
    Story(
        Text("Messages from {channel} arrive late", "Messages en retard sur {channel}"),
        Text(
            "Agents see customers’ messages four to six minutes after they were sent.",
            "Les agents voient les messages des clients quatre à six minutes après leur envoi.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "We see the delay on one of our queues and are moving your channel to another.",
                "Nous voyons le retard sur l’une de nos files et déplaçons votre canal vers une autre.",
            ),
            said(CLIENT, "It has been better for ten minutes.", "C’est mieux depuis dix minutes.", (10, 60)),
            said(
                "resolved",
                "All messages come within two seconds again. The queue has twice the room now.",
                "Tous les messages arrivent de nouveau en deux secondes. La file a maintenant deux fois plus de place.",
                (30, 200),
            ),
            done("satisfaction", (10, 600), score=4),
        ),
        facts={"priority": "high"},
        slots={"channel": _CHANNELS},
        weight=3,
    ),
    Story(
        Text("No conversation reaches our agents", "Aucune conversation n’atteint nos agents"),
        Text(
            "For a quarter of an hour new conversations stay in “unassigned” on all channels. 120 customers are waiting.",
            "Depuis un quart d’heure, les nouvelles conversations restent « non attribuées » sur tous les canaux. 120 clients attendent.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Acknowledged. The routing service is down for your workspace; we are starting its twin now.",
                "Bien reçu. Le service d’aiguillage de votre espace est arrêté ; nous démarrons son jumeau.",
                (2, 20),
            ),
            said(
                NOTE,
                "Twin came up with last night’s rules. @dewi please compare.",
                "Le jumeau a repris les règles d’hier soir. @dewi, compare s’il te plaît.",
                (5, 20),
            ),
            said(
                "solution-proposed",
                "The twin runs. We propose to stay on it for an hour and to move back then.",
                "Le jumeau fonctionne. Nous proposons d’y rester une heure, puis de revenir.",
                (10, 40),
            ),
            done("solution-accepted", (5, 30)),
            said(
                "resolved",
                "Moved back without a gap.",
                "Retour effectué, sans interruption.",
                (60, 200),
            ),
            done("closed", (10, 100)),
            done("satisfaction", (10, 300), score=5),
        ),
        facts={"priority": "critical"},
        plans=("premium",),
        weight=1,
    ),
    Story(
        Text("The bot answers wrongly on {bot}", "Le robot répond mal au sujet de : {bot}"),
        Text(
            "Customers who ask about {bot} get the answer of last year.",
            "Les clients qui demandent « {bot} » reçoivent la réponse de l’an dernier.",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Two answers have the same trigger. May we remove the older one?",
                "Deux réponses ont le même déclencheur. Pouvons-nous retirer la plus ancienne ?",
            ),
            done("waiting", (1, 3), for_="client"),
            said(CLIENT, "Yes, please.", "Oui, s’il vous plaît.", (30, 400)),
            said(
                "resolved",
                "Removed; the new answer is used from now on.",
                "C’est fait ; la nouvelle réponse s’applique dès maintenant.",
                (10, 100),
            ),
            done("satisfaction", (30, 600), score=5),
        ),
        facts={"priority": "normal"},
        slots={"bot": _BOTS},
        weight=4,
    ),
    Story(
        Text(
            "How do we export conversations of {channel}?", "Comment exporter les conversations tenues sur {channel} ?"
        ),
        Text("Our auditors ask for one month.", "Nos auditeurs demandent un mois."),
        (
            done("assigned"),
            said(
                ANSWER,
                "Analytics, Export, then the channel. Larger months arrive by mail as a link that ends after a day.",
                "Analyses, Exporter, puis le canal. Les gros mois arrivent par courriel, sous un lien valable un jour.",
            ),
            done("resolved", (5, 90)),
            done("satisfaction", (30, 900), score=4),
        ),
        kind="question",
        facts={"priority": "low"},
        slots={"channel": _CHANNELS},
        weight=4,
    ),
    Story(
        Text("Stickers look blurred on {channel}", "Les autocollants sont flous sur {channel}"),
        Text("On new phones only.", "Seulement sur les téléphones récents."),
        (
            done("assigned"),
            said(
                ANSWER,
                "Thank you for the pictures; we can see it on one model so far.",
                "Merci pour les images ; nous le voyons pour l’instant sur un modèle.",
            ),
            done("correction-planned", (60, 400), release="5.12"),
            said(
                "resolved",
                "Corrected with release 5.12, which your workspace gets next week.",
                "Corrigé dans la version 5.12, que votre espace recevra la semaine prochaine.",
                (200, 1200),
            ),
            done("correction-released", (4000, 9000), release="5.12"),
        ),
        facts={"priority": "low"},
        slots={"channel": _CHANNELS},
        weight=3,
    ),
    Story(
        Text("Connecting {channel} during our onboarding", "Relier {channel} pendant notre démarrage"),
        Text(
            "Which permissions does the business account need?",
            "Quelles autorisations faut-il au compte d’entreprise ?",
        ),
        (
            done("assigned"),
            said(
                ANSWER,
                "Three: messages, profile, webhooks. Shall we do it together tomorrow at ten?",
                "Trois : messages, profil, webhooks. Voulez-vous que nous le fassions ensemble demain à dix heures ?",
            ),
            said(CLIENT, "Tomorrow at ten suits us.", "Demain à dix heures nous convient.", (30, 300)),
            said("resolved", "Connected and tested together.", "Relié et essayé ensemble.", (300, 900)),
            done("satisfaction", (30, 600), score=5),
        ),
        kind="onboarding",
        facts={"priority": "normal"},
        plans=("premium",),
        slots={"channel": _CHANNELS},
        weight=1,
    ),
)
