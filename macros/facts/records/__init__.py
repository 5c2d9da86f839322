"""What may stand in each data file: one module a file, one class a file or part of a file. The field names are the keys that editors write.

Only shapes are here. What one file says about another (a source that exists, a range inside its studies) is for `agreement`.
Each field says what it is, with an example: `schema` makes of them what editors see while they type, `fields` data/README.md.
"""

from macros.facts.records.clinic import Clinic as Clinic
from macros.facts.records.concern import Concern as Concern
from macros.facts.records.concern import Description as Description
from macros.facts.records.concern import StudyRow as StudyRow
from macros.facts.records.drawn import Lasting as Lasting
from macros.facts.records.drawn import PulseLength as PulseLength
from macros.facts.records.drawn import Recovery as Recovery
from macros.facts.records.questions import Option as Option
from macros.facts.records.questions import Question as Question
from macros.facts.records.reviewers import Person as Person
from macros.facts.records.reviewers import Registration as Registration
from macros.facts.records.reviewers import Reviewer as Reviewer
from macros.facts.records.search import SearchWords as SearchWords
from macros.facts.records.sources import Source as Source
from macros.facts.records.treatment import Caution as Caution
from macros.facts.records.treatment import Factor as Factor
from macros.facts.records.treatment import Term as Term
from macros.facts.records.treatment import Treatment as Treatment
from macros.facts.records.wording import Wording as Wording
