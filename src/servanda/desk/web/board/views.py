"""The board's page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from servanda.desk.organisations.permissions import Permission
from servanda.desk.web.board.page import board_page
from servanda.desk.web.frames import desk_frame
from servanda.desk.web.queue.views import desk_for


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Where a promise may break today, and who can prevent it."""
    desk = desk_for(request, slug, Permission.SEE_BOARD)
    context = {
        "page": board_page(desk),
        "frame": desk_frame(desk.who, desk.member, "board"),
        "vendor": desk.member.vendor,
        "shortcuts": desk.who.user is not None and desk.who.user.shortcuts,
    }
    return render(request, "web/board/board.html", context)
