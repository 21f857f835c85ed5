"""What the log must not keep: the secret part of an address, which whoever reads the log could use."""

import logging
import re

# The pages that are opened by nothing but such an address.
_SECRET = re.compile(r"(/(?:calendar|g|join|references)/)[\w-]{16,}")


class WithoutSecrets(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if _SECRET.search(said):
            record.msg, record.args = _SECRET.sub(r"\1…", said), ()
        return True
