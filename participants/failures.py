from participants.models import Message


def note_failures() -> int:
    """Messages whose job was given up go onto the call list; returns how many."""
    return Message.objects.everything(why="those whose job was given up").note_failures()
