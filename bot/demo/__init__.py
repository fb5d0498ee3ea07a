"""`latchkey demo`: a pretend door, the real bot, and a story told in the chat.

Three processes: the sandbox (the clouds and the chat page), `latchkey run`, and this storyteller. The bot's
environment is built from nothing, so that the demo cannot touch what its user has configured.
"""
