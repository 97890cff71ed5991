"""What the platforms are called in the window."""

from betadeck.core.target import Platform

PLATFORM_NAMES = {
    Platform.ANTHROPIC: "Claude API",
    Platform.AWS: "Claude on AWS",
    Platform.BEDROCK: "Bedrock",
    Platform.GOOGLE: "Google Cloud",
    Platform.FOUNDRY: "Foundry",
    Platform.GATEWAY: "a gateway",
    Platform.SANDBOX: "the sandbox",
}
