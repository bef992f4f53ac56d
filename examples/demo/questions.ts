/** What the demo asks. */
export const questions = {
  returns: 'I bought a rose two weeks ago and I do not like the colour. Can I send it back?',
  care: 'When and how do I cut back lavender?',
  order: 'Where is my order 4711?',
  ticket:
    'Two of the three hydrangeas in my parcel have broken stems. I need them replaced before Saturday, we have guests!',
  delivery: 'How long does delivery take, and what does it cost?',
} as const;
