"""Which language is each word of a text in? Pure functions; the profiles are read once, by `warm`."""

from reward_server.rewards.language_id.chain import Share, identify, share, warm
from reward_server.rewards.language_id.languages import SUPPORTED, language_of

__all__ = ["SUPPORTED", "Share", "identify", "language_of", "share", "warm"]
