/** What the demo asks. */
export const questions = {
  returns: 'I bought a rose two weeks ago and I do not like the colour. Can I send it back?',
  care: 'When and how do I cut back lavender?',
  order: 'Where is my order 4711?',
  ticket:
    'Two of the three hydrangeas in my parcel have broken stems. I need them replaced before Saturday, we have guests!',
  delivery: 'How long does delivery take, and what does it cost?',
} as const;

/** A question whose answer is stored, and the same question in other words. */
export const sameMeaning = [
  ['How long does delivery to Berlin take?', 'How long will delivery to Berlin take?'],
  ['Which plants are safe for cats?', 'What plants are safe for cats?'],
] as const;

/** A question whose answer is stored, and one that only looks the same. */
export const traps = [
  ['How long does delivery to Berlin take?', 'How long does delivery to Munich take?'],
  ['Which plants are safe for cats?', 'Which plants are not safe for cats?'],
  ['Can I return a rose after 14 days?', 'Can I return a rose after 40 days?'],
] as const;
