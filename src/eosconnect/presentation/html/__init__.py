"""What models, lists and series look like in a notebook: HTML without scripts, readable on light and dark ground."""
