"""The main job played in the real window, step by step, with a picture of each."""

from betadeck.compose.demo.run import run_demo

__all__ = ["run_demo"]
