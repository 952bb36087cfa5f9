"""The one way in which a file is refused."""

from __future__ import annotations


class UnreadableSource(ValueError):  # noqa: N818 - the word of the users, who never see the class
    """A file that cannot become a source. Its message is one Chinese sentence that names the file."""
