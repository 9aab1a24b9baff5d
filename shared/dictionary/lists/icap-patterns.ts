/**
 * Patterns of the HEp-2 immunofluorescence test.
 *
 * Source: International Consensus on ANA Patterns (anapatterns.org); Chan EKL et al., Front Immunol 2015;6:412,
 * doi 10.3389/fimmu.2015.00412; Damoiseaux J et al., Ann Rheum Dis 2019;78:879-89,
 * doi 10.1136/annrheumdis-2018-214436; AC-29, Andrade LEC et al. 2018.
 */
import { defineChoices } from '../define-form.ts'

const nuclear = 'Nuclear'
const cytoplasmic = 'Cytoplasmic'
const mitotic = 'Mitotic'

export const icapPatterns = defineChoices([
  { code: 'AC-0', label: 'AC-0 negative' },
  { code: 'AC-1', label: 'AC-1 homogeneous', group: nuclear },
  { code: 'AC-2', label: 'AC-2 dense fine speckled', group: nuclear },
  { code: 'AC-3', label: 'AC-3 centromere', group: nuclear },
  { code: 'AC-4', label: 'AC-4 fine speckled', group: nuclear },
  { code: 'AC-5', label: 'AC-5 large or coarse speckled', group: nuclear },
  { code: 'AC-6', label: 'AC-6 multiple nuclear dots', group: nuclear },
  { code: 'AC-7', label: 'AC-7 few nuclear dots', group: nuclear },
  { code: 'AC-8', label: 'AC-8 homogeneous nucleolar', group: nuclear },
  { code: 'AC-9', label: 'AC-9 clumpy nucleolar', group: nuclear },
  { code: 'AC-10', label: 'AC-10 punctate nucleolar', group: nuclear },
  { code: 'AC-11', label: 'AC-11 smooth nuclear envelope', group: nuclear },
  { code: 'AC-12', label: 'AC-12 punctate nuclear envelope', group: nuclear },
  { code: 'AC-13', label: 'AC-13 PCNA-like', group: nuclear },
  { code: 'AC-14', label: 'AC-14 CENP-F-like', group: nuclear },
  { code: 'AC-29', label: 'AC-29 topoisomerase I-like', group: nuclear },
  { code: 'AC-15', label: 'AC-15 fibrillar linear', group: cytoplasmic },
  { code: 'AC-16', label: 'AC-16 fibrillar filamentous', group: cytoplasmic },
  { code: 'AC-17', label: 'AC-17 fibrillar segmental', group: cytoplasmic },
  { code: 'AC-18', label: 'AC-18 discrete dots', group: cytoplasmic },
  { code: 'AC-19', label: 'AC-19 dense fine speckled, cytoplasmic', group: cytoplasmic },
  { code: 'AC-20', label: 'AC-20 fine speckled, cytoplasmic', group: cytoplasmic },
  { code: 'AC-21', label: 'AC-21 reticular (mitochondrial)', group: cytoplasmic },
  { code: 'AC-22', label: 'AC-22 polar (Golgi-like)', group: cytoplasmic },
  { code: 'AC-23', label: 'AC-23 rods and rings', group: cytoplasmic },
  { code: 'AC-24', label: 'AC-24 centrosome', group: mitotic },
  { code: 'AC-25', label: 'AC-25 spindle fibers', group: mitotic },
  { code: 'AC-26', label: 'AC-26 NuMA-like', group: mitotic },
  { code: 'AC-27', label: 'AC-27 intercellular bridge', group: mitotic },
  { code: 'AC-28', label: 'AC-28 mitotic chromosomal', group: mitotic },
])
