"""`latchkey torture`: the real bot under broken clouds and kill -9, judged by what the clouds saw.

The sandbox runs as a process and is spoken to over HTTP alone; the bot is `latchkey run` with an environment
made from nothing. The judge believes the clouds' own logs; it reads the store only to compare.
"""
