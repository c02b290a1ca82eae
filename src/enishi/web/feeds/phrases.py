"""What a correction touched, in words."""

from django.utils.translation import gettext_lazy as _

from enishi.web.languages import Phrases
from enishi.web.register.phrases import CONDITIONS

# By column of an agreement, and by model for rows that belong to one.
TOUCHED: Phrases = {
    "kind": _("kind of agreement"),
    "signed_on": _("date of signature"),
    "documents": _("number of documents"),
    "summary": _("summary"),
    "renews": _("renewal of an earlier text"),
    "amends": _("amendment of an earlier text"),
    "term_months": _("term of validity"),
    "ends_on": _("end of term"),
    "tacit_renewal": _("automatic renewal"),
    **CONDITIONS,
    "confidence": _("what remains to be confirmed"),
    "doubt": _("remark"),
    "domains": _("fields of cooperation"),
    "sources": _("sources"),
    "register.agreementdomain": _("fields of cooperation"),
    "register.evidence": _("sources"),
    "register.party": _("parties"),
    "register.signatory": _("signatories"),
    "register.agreementtext": _("texts of the agreement"),
    "register.lifeevent": _("life of the agreement"),
}
