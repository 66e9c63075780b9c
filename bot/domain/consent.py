"""Which wording of the consent text people agree to. A new wording gets a new version."""

CONSENT_VERSION = "3"
