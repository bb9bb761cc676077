"""A libcst codemod that parses each file and writes it back as it is."""
from libcst.codemod import VisitorBasedCodemodCommand


class Nothing(VisitorBasedCodemodCommand):
    DESCRIPTION = "Changes nothing."
