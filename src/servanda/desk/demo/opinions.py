"""What clients of the demonstration think of the help: not everybody says so, and not everybody is content."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from servanda.desk.demo.stories.shape import Scene
from servanda.engine.text import Text

_SILENT = 0.4
_SPEAKS = {"late": 0.7, "unhappy": 0.7, "fair": 0.2, "happy": 0.25}
_WORDS = {
    "late": (
        Text("It took longer than was promised.", "Cela a pris plus de temps que promis."),
        Text("A good answer, but we had to ask for it.", "Bonne réponse, mais il a fallu relancer."),
        Text("We lost half a day.", "Nous avons perdu une demi-journée."),
    ),
    "unhappy": (
        Text("It should not have happened in the first place.", "Cela n’aurait pas dû se produire."),
        Text("The right answer, and a rather dry one.", "La bonne réponse, mais un peu sèche."),
        Text("I had to read it twice.", "J’ai dû relire deux fois."),
    ),
    "fair": (Text("All right.", "Correct."), Text("Solved in the end.", "Réglé, au bout du compte.")),
    "happy": (
        Text("Quick and clear.", "Rapide et clair."),
        Text("Exactly what we needed.", "Exactement ce qu’il nous fallait."),
        Text("Thank you for your patience.", "Merci de votre patience."),
        Text("A pleasure, as always.", "Un plaisir, comme toujours."),
    ),
}


def opinion(scene: Scene, *, late: bool, dice: Random) -> Scene | None:
    """A mark near the one that the story has, lower where a promise was broken; None for those who say nothing."""
    if dice.random() < _SILENT:
        return None
    usual = scene.details["score"] + (-dice.choice((1, 2, 3)) if late else dice.choice((-2, -1, 0, 0, 0, 0, 1)))
    score = max(1, min(5, usual))
    mood = "happy" if score > 4 else "fair" if score > 3 else "late" if late else "unhappy"
    words = dice.choice(_WORDS[mood]) if dice.random() < _SPEAKS[mood] else Text()
    return replace(scene, details={"score": score}, words=words)
