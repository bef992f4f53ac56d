/** What the demo asks. */
export const questions = {
  returns: 'I bought a rose two weeks ago and I do not like the colour. Can I send it back?',
  care: 'When and how do I cut back lavender?',
  order: 'Where is my order 4711?',
  ticket:
    'Two of the three hydrangeas in my parcel have broken stems. I need them replaced before Saturday, we have guests!',
  delivery: 'How long does delivery take, and what does it cost?',
} as const;

/** A question whose answer is stored, and one that a rule proves to be the same. */
export const sameMeaning = [
  ['Which plants are safe for cats?', 'which plants are safe for cats, please?'],
  ['How do I cancel my order?', 'How can I cancel my order?'],
] as const;

/** A question whose answer is stored, and one that only looks the same. */
export const traps = [
  ['How long does delivery to Berlin take?', 'How long does delivery to Munich take?'],
  ['Which plants are safe for cats?', 'Which plants are not safe for cats?'],
  ['Can I return a rose after 14 days?', 'Can I return a rose after 40 days?'],
] as const;

/** A question whose answer is stored, and one that means the same, which no rule proves. */
export const freelyWorded = [
  'Can I get a refund for a plant that has died?',
  'My plant has died, can I get a refund?',
] as const;
