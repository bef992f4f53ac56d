import { describeKind } from './describe-kind.ts';

describeKind(
  'who does it to whom, with pronouns',
  [
    ['Can I see who has looked at my profile?', 'Can they see that I have looked at their profile?'],
    ['How do I know if she blocked me?', 'How does she know if I blocked her?'],
    ['What do you want to call me?', 'What would you like me to call you?'],
    ['When should I call them about the delivery?', 'When should they call me about the delivery?'],
    ['Can he see my shared calendar?', 'Can I see his shared calendar?'],
    ['Why did she invite me to the group?', 'Why did I invite her to the group?'],
    ['Do they owe me money after the split?', 'Do I owe them money after the split?'],
    ['Can I forward the invoice to him?', 'Can he forward the invoice to me?'],
    ['How long should I wait for them to answer me?', 'How long should they wait for me to answer them?'],
    ['Can you see what I type?', 'Can I see what you type?'],
    ['How do I find my friend on Strava?', 'How does my friend find me on Strava?'],
    ['Can my wife see what I bought?', 'Can I see what my wife bought?'],
    ['Why does my cat bite me?', 'Why do I bite my cat?'],
    ['Who are you?', 'Who am I?'],
    ['What can you do?', 'What must I do?'],
  ],
  [
    ['Can I see who has looked at my profile?', 'can i see who looked at my profile'],
    ['How do I know if she blocked me?', 'How can I know whether she has blocked me?'],
    ['How do I cancel my order?', 'How do you cancel an order?'],
    ['Can you cancel my order?', 'Could you please cancel my order?'],
    ['When should I call them about the delivery?', 'About the delivery, when should I call them?'],
    ['Can he see my shared calendar?', 'Is he able to see my shared calendar?'],
    ['Do I owe them money after the split?', 'After the split, do I owe them money?'],
    ['Can I forward the invoice to him?', 'May I forward the invoice to him?'],
    ['Can my wife see what I bought?', 'Is my wife able to see what I bought?'],
    ['Can you get me a refund?', 'Can I get a refund?'],
    ['Who are you?', 'Can you tell me who you are?'],
    ['Why did she invite me to the group?', 'Why has she invited me to the group?'],
  ],
);

describeKind(
  'whose it is',
  [
    [
      'How can my husband become an authorized user on my card?',
      "How can I become an authorized user on my husband's card?",
    ],
    ['Can my wife use my boarding pass?', "Can I use my wife's boarding pass?"],
    ['How can my son drive my car?', "How can I drive my son's car?"],
    ["When is my husband's sister's birthday?", "When is my sister's husband's birthday?"],
    ['How do I add a form to your website?', 'How do I add a form to my website?'],
    ['How do I change my password?', 'How do I change their password?'],
    ['How do I reset his phone?', 'How do I reset her phone?'],
    ['Can my boss read my emails?', "Can I read my boss's emails?"],
    ['Can my tenant keep a dog in my flat?', "Can I keep a dog in my tenant's flat?"],
    ["What are the duties of the manager's assistant?", "What are the duties of the assistant's manager?"],
    ['What is a credit limit?', 'What is my credit limit?'],
    ['What is your refund policy?', 'What is a refund policy?'],
  ],
  [
    ["How do I use my husband's card?", 'How do I use the card of my husband?'],
    ["How do I change my phone's battery?", 'How do I change my phone battery?'],
    ['How do I replace the battery of my phone?', "How do I replace my phone's battery?"],
    ['What is the capital of Portugal?', "What is Portugal's capital?"],
    ['Can my wife use my boarding pass?', 'Is my wife allowed to use my boarding pass?'],
    ['What is the checkout time?', 'What is your checkout time?'],
    ['How do I change my password?', 'How do I change the password?'],
    ['How do you change your password?', 'How do I change my password?'],
    ["What are the manager's duties?", 'What are the duties of the manager?'],
    ['What is my credit limit?', "What's my credit limit?"],
  ],
);

describeKind(
  'the part that a pronoun takes',
  [
    ['Show me the git commands to merge main into it.', 'Show me the git commands to merge it into main.'],
    ['How do I copy the folder to it?', 'How do I copy it to the folder?'],
    ['How do I get a parcel from him to me?', 'How do I get a parcel from me to him?'],
    ['Should I plug it into the router?', 'Should I plug the router into it?'],
    ['How do I convert PDF to it?', 'How do I convert it to PDF?'],
    ['Can I transfer the licence from them to us?', 'Can I transfer the licence from us to them?'],
    ['Do I add the flour to it?', 'Do I add it to the flour?'],
    ['How do I mount the disk onto this?', 'How do I mount this onto the disk?'],
  ],
  [
    ['Show me the git commands to merge main into it.', 'Show me the git commands for merging main into it.'],
    ['How do I copy it to the folder?', 'How can I copy it into the folder?'],
    ['How do I get a parcel from him to me?', 'How can I get a parcel to me from him?'],
    ['Should I plug it into the router?', 'Should it be plugged into the router?'],
    ['How do I convert it to PDF?', 'how to convert it into PDF'],
    ['Can I transfer the licence from them to us?', 'Can I transfer the licence to us from them?'],
    ['Do I add it to the flour?', 'Do I add it into the flour?'],
    ['How do I connect it to the printer?', 'How can I connect it to the printer?'],
  ],
);

describeKind(
  'labels and numbers that change places',
  [
    [
      "how do I get the items of list b that aren't in list a?",
      "how do I get the items of list a that aren't in list b?",
    ],
    ['How do I copy column 1 to column 2?', 'How do I copy column 2 to column 1?'],
    ['How do I get from a to b?', 'How do I get from b to a?'],
    ['How much pasta for 2 adults and 3 children?', 'How much pasta for 3 adults and 2 children?'],
    ['How do I upgrade from version 3 to version 4?', 'How do I upgrade from version 4 to version 3?'],
    ['Does plan a include more storage than plan b?', 'Does plan b include more storage than plan a?'],
    ['Can I swap 2 eggs for 4 bananas?', 'Can I swap 4 eggs for 2 bananas?'],
    ['How do I subtract vector a from vector b?', 'How do I subtract vector b from vector a?'],
    ['How do I move a file from drive c to drive d?', 'How do I move a file from drive d to drive c?'],
  ],
  [
    [
      "how do I get the items of list b that aren't in list a?",
      'How can I get the items of list b that are not in list a?',
    ],
    ['How do I copy column 1 to column 2?', 'How can I copy column 1 into column 2?'],
    ['How do I get from a to b?', 'How can I get to b from a?'],
    ['How much pasta for 2 adults and 3 children?', 'How much pasta for 3 children and 2 adults?'],
    ['How do I upgrade from version 3 to version 4?', 'How can I upgrade to version 4 from version 3?'],
    [
      'What is the difference between plan a and plan b?',
      'What is the difference between plan b and plan a?',
    ],
    ['Can I swap 2 eggs for 4 bananas?', 'Can I swap two eggs for four bananas?'],
    ['How do I subtract vector a from vector b?', 'how to subtract vector a from vector b'],
    ['How do I move a file from drive c to drive d?', 'How can I move a file to drive d from drive c?'],
  ],
);

describeKind(
  'who is asked for, who does it or who has it done',
  [
    ['Which of our services depend on auth?', 'Which of our services does auth depend on?'],
    ['Who called Anna yesterday?', 'Who did Anna call yesterday?'],
    ['What causes migraines in adults?', 'What do migraines cause in adults?'],
    ['Which clubs beat Arsenal in 2004?', 'Which clubs did Arsenal beat in 2004?'],
    ['Which modules import parser?', 'Which modules does parser import?'],
    ['Who has Google acquired?', 'Who has acquired Google?'],
    ['What eats mosquito larvae?', 'What do mosquito larvae eat?'],
    ['Who sued Oracle over the licence?', 'Who did Oracle sue over the licence?'],
    ['What will happen if India attacks Pakistan?', 'What will happen if Pakistan attacks India?'],
    ['Is it legal for a landlord to evict a tenant?', 'Is it legal for a tenant to evict a landlord?'],
  ],
  [
    ['Which of our services depend on auth?', 'Which services of ours depend on auth?'],
    ['Who called Anna yesterday?', 'Who has called Anna yesterday?'],
    ['What does auth depend on?', 'On what does auth depend?'],
    ['Which clubs did Arsenal beat in 2004?', 'In 2004, which clubs did Arsenal beat?'],
    ['What does the bread cost at the market?', 'What will the bread cost at the market?'],
    ['Who has Google acquired?', 'Whom has Google acquired?'],
    ['What do mosquito larvae eat?', 'What can mosquito larvae eat?'],
    ['What will happen if India attacks Pakistan?', 'If India attacks Pakistan, what will happen?'],
  ],
);

describeKind(
  'who gives it to whom, in a longer sentence',
  [
    ['Can my manager give feedback to me anonymously?', 'Can I give feedback to my manager anonymously?'],
    ['Can the bank send a letter to me by mail?', 'Can I send a letter to the bank by mail?'],
    ['Does the shop return the deposit to us?', 'Do we return the deposit to the shop?'],
  ],
  [
    ['Can I give feedback to my manager anonymously?', 'Can I anonymously give feedback to my manager?'],
    ['Can the bank send a letter to me by mail?', 'Can the bank send me a letter by mail?'],
  ],
);
