"""Qiscus: the everyday of conversations."""

from __future__ import annotations

from servanda.desk.demo.stories.shape import brief

_CHANNELS = (
    ("WhatsApp", "WhatsApp"),
    ("Instagram", "Instagram"),
    ("LINE", "LINE"),
    ("the web widget", "la fenêtre de clavardage"),
)
_TEAMS = (
    ("the night shift", "l’équipe de nuit"),
    ("the refunds team", "l’équipe des remboursements"),
    ("sales", "les ventes"),
)

STORIES = (
    brief(
        ("A template for {channel} is refused", "Un modèle de message est refusé sur {channel}"),
        (
            "“Category does not match content”. It is our delivery notice, unchanged for a year.",
            "« La catégorie ne correspond pas au contenu ». C’est notre avis de livraison, inchangé depuis un an.",
        ),
        (
            "The platform now counts a coupon line as advertising. Remove the last line and send it again as “utility”.",
            "La plateforme considère désormais une ligne de rabais comme de la publicité. Retirez la dernière ligne et renvoyez le "
            "modèle comme « utilitaire ».",
        ),
        ("The template was accepted this afternoon.", "Le modèle a été accepté cet après-midi."),
        needs=("Sent again without the coupon.", "Renvoyé sans le rabais."),
        score=4, facts={"priority": "normal"}, slots={"channel": _CHANNELS}, weight=3,
    ),
    brief(
        ("Pictures from {channel} do not open", "Les images reçues par {channel} ne s’ouvrent pas"),
        (
            "Customers send pictures of damaged goods; agents see a grey square.",
            "Les clients envoient des photos d’articles abîmés ; les agents voient un carré gris.",
        ),
        (
            "We see it for files above 5 MB in your workspace. New ones open already; older ones follow by tonight.",
            "Nous le constatons pour les fichiers de plus de 5 Mo. Les nouveaux s’ouvrent déjà ; les anciens suivront d’ici ce soir.",
        ),
        ("All 340 older pictures open as well.", "Les 340 anciennes images s’ouvrent aussi."),
        score=5, facts={"priority": "high"}, slots={"channel": _CHANNELS}, weight=2,
    ),
    brief(
        ("Working hours for {team}", "Horaire pour {team}"),
        ("How do we give one team other hours than the rest?", "Comment donner à une équipe un autre horaire que celui des autres ?"),
        (
            "Settings, Business hours, Add, then choose the team. The bot tells customers the hours of the team that they write to.",
            "Réglages, Heures d’ouverture, Ajouter, puis choisissez l’équipe. Le robot annonce aux clients l’horaire de l’équipe à "
            "laquelle ils écrivent.",
        ),
        score=5, kind="question", facts={"priority": "low"}, slots={"team": _TEAMS}, weight=3,
    ),
    brief(
        ("{channel} conversations go to the wrong agents", "Les conversations sur {channel} vont aux mauvais agents"),
        (
            "Since Monday refunds land with sales. We move about fifty a day by hand.",
            "Depuis lundi, les remboursements arrivent aux ventes. Nous en déplaçons une cinquantaine par jour à la main.",
        ),
        (
            "A rule that was copied on Monday stands above yours. We propose to move it below; nothing else changes.",
            "Une règle copiée lundi passe avant la vôtre. Nous proposons de la placer après ; rien d’autre ne change.",
        ),
        ("The order is changed; the last hour had no stray conversation.", "L’ordre est changé ; aucune conversation égarée depuis une heure."),
        thanks=("Confirmed by the team.", "Confirmé par l’équipe."),
        score=5, facts={"priority": "normal"}, slots={"channel": _CHANNELS}, weight=3,
    ),
    brief(
        ("The monthly figures of {team} differ from ours", "Les chiffres mensuels diffèrent des nôtres ({team})"),
        ("1,204 conversations in the report, 1,187 in our own count.", "1 204 conversations dans le rapport, 1 187 dans notre compte."),
        (
            "The report counts those that were opened again as new ones: 17 in that month. Untick “reopened” to leave them out.",
            "Le rapport compte comme nouvelles celles qui ont été rouvertes : 17 ce mois-là. Décochez « rouvertes » pour les exclure.",
        ),
        thanks=("Exactly 17. Thank you.", "Exactement 17. Merci."),
        score=5, kind="question", facts={"priority": "low"}, slots={"team": _TEAMS}, weight=3,
    ),
    brief(
        ("An agent of {team} hears no sound", "Un agent n’entend pas le signal ({team})"),
        ("New messages stay unseen for minutes.", "Les nouveaux messages passent inaperçus plusieurs minutes."),
        (
            "The browser blocks sound until somebody clicks once on the page. Pin the tab, and allow sound for our address.",
            "Le navigateur bloque le son jusqu’au premier clic sur la page. Épinglez l’onglet et autorisez le son pour notre adresse.",
        ),
        score=4, facts={"priority": "low"}, slots={"team": _TEAMS}, weight=3,
    ),
    brief(
        ("Broadcast on {channel} stops halfway", "La diffusion sur {channel} s’arrête à mi-chemin"),
        (
            "4,000 of 9,500 customers got the notice about tomorrow’s closing.",
            "4 000 clients sur 9 500 ont reçu l’avis de la fermeture de demain.",
        ),
        (
            "Your daily limit on that channel was reached. It is raised as of now; the rest leaves within the hour.",
            "La limite quotidienne de ce canal était atteinte. Elle est relevée ; le reste part dans l’heure.",
        ),
        ("All 9,500 are delivered.", "Les 9 500 avis sont remis."),
        score=3, facts={"priority": "high"}, slots={"channel": _CHANNELS}, weight=2,
    ),
)  # fmt: skip
