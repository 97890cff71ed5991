"""httpx: sends a wire request, hands over what arrives, turns every failure into one of ours."""
