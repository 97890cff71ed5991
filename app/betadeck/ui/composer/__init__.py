"""The upper half of a request's tab: body, parameters, headers, and what goes over the wire."""
