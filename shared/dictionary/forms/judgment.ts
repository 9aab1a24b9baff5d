import { defineForm } from '../define-form.ts'
import { judgedRules } from '../lists/judged-rules.ts'

const verdicts = [
  { code: 'met', label: 'Met' },
  { code: 'not-met', label: 'Not met' },
  { code: 'not-assessable', label: 'Not assessable' },
] as const

export const judgmentForm = defineForm({
  id: 'judgment',
  label: 'Judgment',
  plural: 'Judgments',
  about: 'What a clinician makes of a rule’s verdict: confirmed or overruled, and why. The verdict itself is computed.',
  repeats: true,
  dateItem: 'judged_on',
  listItems: ['rule', 'verdict', 'as_of', 'judged_on'],
  items: [
    { name: 'rule', label: 'Rule', type: 'choice', choices: judgedRules, required: true },
    { name: 'judged_on', label: 'Judged on', type: 'date', required: true },
    { name: 'as_of', label: 'Looking back from', help: 'The day up to which the record was read.', type: 'date' },
    { name: 'verdict', label: 'Judgment', type: 'choice', choices: verdicts, required: true },
    { name: 'reason', label: 'Reason', help: 'Needed where you differ from the rule.', type: 'long-text' },
    { name: 'computed', label: 'The rule said', type: 'choice', choices: verdicts, byProgram: true },
    { name: 'rule_version', label: 'Version of the rule', type: 'text', maxLength: 60, byProgram: true },
    {
      name: 'rests_on',
      label: 'Records that it rested on',
      help: 'Ids and versions, so that a later change of them is seen.',
      type: 'long-text',
      byProgram: true,
    },
  ],
})
