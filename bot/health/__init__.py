"""How the machine, the clouds and the bot do: measured, judged, told. Nobody else watches the watcher."""
