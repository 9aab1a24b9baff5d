/** Comorbidities and past events that matter for treatment. The registry's own list, after the registries of ILD and myositis. */
import { defineChoices } from '../define-form.ts'

const malignancy = 'Malignancy'
const infection = 'Infection'
const heart = 'Heart and vessels'
const lung = 'Lung'
const gut = 'Digestive tract and liver'
const metabolic = 'Metabolism, bones, kidney'
const autoimmune = 'Other autoimmune disease'
const exposure = 'Exposure, family, tolerance'
const other = 'Other'

export const conditions = defineChoices([
  { code: 'melanoma', label: 'Melanoma', group: malignancy },
  { code: 'skin-cancer', label: 'Skin cancer other than melanoma', group: malignancy },
  { code: 'lung-cancer', label: 'Lung cancer', group: malignancy },
  { code: 'breast-cancer', label: 'Breast cancer', group: malignancy },
  { code: 'lymphoma', label: 'Lymphoma or leukemia', group: malignancy },
  { code: 'other-malignancy', label: 'Other malignancy', group: malignancy },
  { code: 'pneumonia', label: 'Pneumonia', group: infection },
  { code: 'tuberculosis', label: 'Tuberculosis', group: infection },
  { code: 'latent-tuberculosis', label: 'Latent tuberculosis', group: infection },
  { code: 'hepatitis-b', label: 'Hepatitis B', group: infection },
  { code: 'hepatitis-c', label: 'Hepatitis C', group: infection },
  { code: 'hiv', label: 'HIV infection', group: infection },
  { code: 'herpes-zoster', label: 'Herpes zoster', group: infection },
  { code: 'pneumocystis', label: 'Pneumocystis pneumonia', group: infection },
  { code: 'covid-19', label: 'COVID-19', group: infection },
  { code: 'recurrent-infections', label: 'Recurrent infections', group: infection },
  { code: 'hypertension', label: 'Hypertension', group: heart },
  { code: 'coronary-disease', label: 'Coronary artery disease', group: heart },
  { code: 'heart-failure', label: 'Heart failure', group: heart },
  { code: 'atrial-fibrillation', label: 'Atrial fibrillation', group: heart },
  { code: 'stroke', label: 'Stroke or TIA', group: heart },
  { code: 'thrombosis', label: 'Venous thrombosis or embolism', group: heart },
  { code: 'copd', label: 'COPD or emphysema', group: lung },
  { code: 'asthma', label: 'Asthma', group: lung },
  { code: 'sleep-apnea', label: 'Sleep apnea', group: lung },
  { code: 'pneumothorax', label: 'Pneumothorax', group: lung },
  { code: 'chest-radiograph-abnormal', label: 'Abnormal chest radiograph', group: lung },
  { code: 'diverticulitis', label: 'Diverticulitis', group: gut },
  { code: 'reflux', label: 'Gastroesophageal reflux', group: gut },
  { code: 'peptic-ulcer', label: 'Peptic ulcer or bleeding', group: gut },
  { code: 'inflammatory-bowel', label: 'Inflammatory bowel disease', group: gut },
  { code: 'liver-disease', label: 'Chronic liver disease', group: gut },
  { code: 'diabetes', label: 'Diabetes', group: metabolic },
  { code: 'obesity', label: 'Obesity', group: metabolic },
  { code: 'hyperlipidemia', label: 'Hyperlipidemia', group: metabolic },
  { code: 'statin-exposure', label: 'Statin exposure', group: metabolic },
  { code: 'osteoporosis', label: 'Osteoporosis', group: metabolic },
  { code: 'fracture', label: 'Fragility fracture', group: metabolic },
  { code: 'kidney-disease', label: 'Chronic kidney disease', group: metabolic },
  { code: 'thyroid-disease', label: 'Thyroid disease', group: metabolic },
  { code: 'rheumatoid-arthritis', label: 'Rheumatoid arthritis', group: autoimmune },
  { code: 'systemic-sclerosis', label: 'Systemic sclerosis', group: autoimmune },
  { code: 'sjogren', label: 'Sjögren disease', group: autoimmune },
  { code: 'lupus', label: 'Systemic lupus erythematosus', group: autoimmune },
  { code: 'other-autoimmune', label: 'Other autoimmune disease', group: autoimmune },
  { code: 'iga-deficiency', label: 'IgA deficiency', group: exposure },
  { code: 'tpmt-deficiency', label: 'TPMT or NUDT15 deficiency', group: exposure },
  { code: 'drug-intolerance', label: 'Drug allergy or intolerance', group: exposure },
  { code: 'drug-toxic-to-lung', label: 'Drug or radiation toxic to the lung', group: exposure },
  { code: 'inhaled-exposure', label: 'Inhaled exposure (birds, mold, dusts)', group: exposure },
  { code: 'family-ild', label: 'ILD in the family', group: exposure },
  { code: 'family-autoimmune', label: 'Autoimmune disease in the family', group: exposure },
  { code: 'surgery', label: 'Surgery', group: other },
  { code: 'depression', label: 'Depression or anxiety', group: other },
  { code: 'cataract', label: 'Cataract', group: other },
  { code: 'glaucoma', label: 'Glaucoma', group: other },
  { code: 'pregnancy', label: 'Pregnancy or wish for a child', group: other },
  { code: 'other', label: 'Other', group: other },
])

export type ConditionCode = (typeof conditions)[number]['code']
