"""题库: every question with its proof, and the documents that prove them."""

from flask import Blueprint

bp = Blueprint("library", __name__, url_prefix="/library")
