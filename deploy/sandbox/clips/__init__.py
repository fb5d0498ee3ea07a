"""The demo's clips, made on the spot: somebody comes to a drawn porch.

`python -m deploy.sandbox.clips DIR` makes them all and prints a JSON line for each.
"""
