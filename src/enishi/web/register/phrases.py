"""What codes of the register say to a reader."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enishi.web.languages import Phrases

KINDS: Phrases = {
    "sister_city": _("sister-city agreement"),
    "friendship": _("friendship agreement"),
    "cooperation_agreement": _("cooperation agreement"),
    "memorandum": _("memorandum of understanding (MOU)"),
    "joint_statement": _("joint statement"),
    "letter_of_intent": _("letter of intent"),
    "renewal": _("renewal (new text)"),
}

STATES: Phrases = {
    "in_force": _("in force"),
    "ends_soon": _("ends in %(year)s"),
    "term_unknown": _("term not stated"),
    "term_passed": _("term passed, no renewal documented"),
    "renewed": _("renewed"),
    "suspended": _("suspended"),
    "terminated": _("terminated"),
}

STATE_MEANINGS: Phrases = {
    "in_force": _("The stated term has not ended, or the text renews itself."),
    "ends_soon": _("The stated term ends within twelve months."),
    "term_unknown": _("No source states a term; the agreement counts as living."),
    "term_passed": _("The stated term is over. No act that ends or renews it has been found."),
    "renewed": _("A new text has taken its place."),
    "suspended": _("The parties have suspended it."),
    "terminated": _("A party has ended it."),
}

PULSES: Phrases = {
    "alive": pgettext_lazy("a bond", "Alive"),
    "ending": pgettext_lazy("a bond", "Ending"),
    "dormant": pgettext_lazy("a bond", "Dormant"),
    "ended": pgettext_lazy("a bond", "Ended"),
    "none": pgettext_lazy("a bond", "Nothing signed"),
    "passed": pgettext_lazy("a bond", "Passed on"),
}

AUTHORITIES: Phrases = {
    "executive": pgettext_lazy("which organ signed", "executive"),
    "council": pgettext_lazy("which organ signed", "elected assembly"),
    "department": pgettext_lazy("which organ signed", "department"),
}

CONFIDENCES: Phrases = {
    "high": _("parties and date sourced"),
    "medium": _("one point to confirm"),
}

PRECISIONS: Phrases = {
    "day": "",
    "month": _("day not known"),
    "year": _("month not known"),
}

LIFE_EVENTS: Phrases = {
    "entered_into_force": _("entry into force"),
    "extended": _("extension"),
    "amended": _("amendment"),
    "suspended": _("suspension"),
    "resumed": _("resumption"),
    "terminated": _("termination"),
    "succession_confirmed": _("succession confirmed"),
}

DOMAINS: Phrases = {
    "administration": _("Public administration"),
    "agriculture": _("Agriculture"),
    "climate": _("Climate"),
    "culture": _("Culture"),
    "digital": _("Digital transformation"),
    "disaster_prevention": _("Disaster risk reduction"),
    "education": _("Education"),
    "elderly_care": _("Care of older people"),
    "energy": _("Energy"),
    "environment": _("Environment"),
    "fisheries": _("Fisheries and aquaculture"),
    "health": _("Health"),
    "human_resources": _("Human resources development"),
    "industry": _("Industry"),
    "investment": _("Investment"),
    "labour": _("Labour"),
    "people_exchange": _("People-to-people exchange"),
    "science_technology": _("Science and technology"),
    "sport": _("Sport"),
    "tourism": _("Tourism"),
    "trade": _("Trade"),
    "transport": _("Transport"),
    "urban_planning": _("Urban planning"),
    "water": _("Water and sanitation"),
}

COVERAGES: Phrases = {
    "has": _("Agreements were found."),
    "only_ties": _("Ties were found, but no dated text."),
    "none_found": _("Nothing was found. That does not prove that there is nothing."),
}

RULES: Phrases = {
    "agreements_signed": _("Agreements signed"),
    "documents_signed": _("Documents signed"),
    "agreements_living": _("Living agreements"),
    "agreements_in_term": _("Living agreements whose term is stated"),
    "pairs_documented": _("Pairs of localities"),
    "pairs_living": _("Pairs of localities with a living agreement"),
    "sister_agreements": _("Sister-city agreements by their own title"),
    "sister_links": _("Sister links by CLAIR’s rule"),
}

# The same English sentences as in domain/register/counting.py, which a test holds together.
RULE_MEANINGS: Phrases = {
    "agreements_signed": _(
        "Acts of signature documented by a public source and surely signed on or before the day;"
        " a date known by month or year counts from its last day. Renewals are acts of their own."
    ),
    "documents_signed": _(
        "The documents signed in those acts: an act at which two texts were signed counts twice."
    ),
    "agreements_living": _(
        "Signed acts that live on the day: not terminated, not replaced by a renewal, and their"
        " stated term, if any, not over. An act whose term is not stated counts as living."
    ),
    "agreements_in_term": _(
        "Living acts whose term is stated, so that a source shows them in force on the day."
    ),
    "pairs_documented": _(
        "Pairs of localities of different countries with at least one signed act; a unit that has"
        " ended is counted under its successor units of the day."
    ),
    "pairs_living": _("The same pairs, where at least one act lives on the day."),
    "sister_agreements": _(
        "Signed acts whose text is a sister-city or sister-prefecture agreement by its own title."
    ),
    "sister_links": _(
        "Links by the stricter rule of CLAIR: signed by the heads of both authorities, not limited"
        " to given fields, and approved by the assembly; all three documented."
    ),
}

RULE_DIFFERENCES: Phrases = {
    "agreements_signed": _(
        "The widest count of acts: it never falls, because what was signed stays signed."
    ),
    "documents_signed": _(
        "Larger than the number of agreements wherever several texts were signed at one act."
        " Totals announced in speeches are closest to this rule, but no list comes with them."
    ),
    "agreements_living": _(
        "Smaller than the number signed: what was renewed, terminated or has passed its stated"
        " term is left out."
    ),
    "agreements_in_term": _(
        "The strictest count of living agreements: those whose term is not stated are left out."
    ),
    "pairs_documented": _(
        "Several agreements of one pair count once. A merger of provinces can make two pairs one."
    ),
    "pairs_living": _("Pairs whose agreements have all ended or passed their term are left out."),
    "sister_agreements": _(
        "Counts by the title of the text alone, whoever signed it and whatever an assembly did."
    ),
    "sister_links": _(
        "Counts by three documented conditions, whatever the title. No memorandum counts by itself."
    ),
}

# How rows of a list are counted where none of the register's own rules is meant.
LIST_RULES: Phrases = {
    "rows": _("Rows of a list"),
    "localities_tied": _("Localities tied"),
    "pairs_tied": _("Pairs tied"),
    "places_in_force": _("Places in force"),
    "events_of_record": _("Events of record"),
}

LIST_RULE_MEANINGS: Phrases = {
    "rows": _("The rows that the filters in the address let through, on the day that is told."),
    "localities_tied": _(
        "Provinces, centrally-run cities and prefectures with at least one signed act, their own or"
        " one of a municipality in them; a unit that has ended is counted under its successor of"
        " the day."
    ),
    "pairs_tied": _(
        "Pairs of a province or centrally-run city and a prefecture with at least one signed act,"
        " their own or one of a municipality in them; a unit that has ended is counted under its"
        " successor of the day."
    ),
    "places_in_force": _(
        "Administrative units that exist on the day: from their first day to their last, both"
        " included."
    ),
    "events_of_record": _(
        "Events kept in this record with a public source, on or before the day; not all that took"
        " place."
    ),
}

CONDITIONS: Phrases = {
    "signed_by_heads": _("signed by both heads of the authorities"),
    "open_scope": _("not limited to given fields"),
    "assembly_approved": _("approved by the assembly"),
}

ANSWERS: Phrases = {
    "yes": pgettext_lazy("answer", "yes"),
    "no": pgettext_lazy("answer", "no"),
    "unknown": _("not documented"),
}

SORTS: Phrases = {
    "-signed": _("newest first"),
    "signed": _("oldest first"),
    "parties": _("by party"),
    "-parties": _("by party, last first"),
    "kind": _("by kind"),
    "-kind": _("by kind, last first"),
    "fields": _("fewest fields first"),
    "-fields": _("most fields first"),
    "ends": _("by end of term"),
    "-ends": _("by end of term, latest first"),
}

# Which agreements a list keeps by how they stand on its day.
STANDINGS: Phrases = {
    "living": _("living"),
    "ends_soon": _("living, term ends within twelve months"),
    "ended": _("no longer living"),
}

# Why a counting rule counts an agreement, or leaves it out.
REASONS: Phrases = {
    "act": _("A public source documents the act, and it was signed by this day."),
    "not_signed": _("It was not yet surely signed on this day."),
    "documents": _("The texts signed in the act."),
    "lives": _("It lives on this day."),
    "closed": _("A later text has taken its place, or a party has ended it."),
    "term_over": _("Its stated term is over."),
    "term_stated": _("A source states its term, or that it renews itself."),
    "term_not_stated": _("No source states its term."),
    "two_localities": _("Its parties are localities of two countries."),
    "no_pair": _("Its parties make no pair of localities of two countries."),
    "titled_sister": _("Its own title says so."),
    "other_title": _("Its own title says otherwise."),
    "three_conditions": _("All three conditions are documented."),
    "not_documented": _("Not all three conditions are documented."),
}

CONFIDENCE_MEANINGS: Phrases = {
    "high": _("A public source states who signed and when."),
    "medium": _("A public source documents it, but one point still has to be confirmed."),
}
