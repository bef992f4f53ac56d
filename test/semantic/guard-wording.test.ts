import { describe, expect, it } from 'vitest';
import { describeKind, type Pairs, say, verify } from './describe-kind.ts';

describeKind(
  'a question within a question',
  [
    ['How do I renew our TLS certificate?', 'How do I see when our TLS certificate needs renewing?'],
    ['How do I find out who created the page?', 'How do I find out when the page was created?'],
    ['How do I update the driver?', 'How do I check whether the driver needs an update?'],
    ['How can I pay my bill?', 'How can I check if my bill is paid?'],
    ['How do I start the service?', 'How do I see who started the service?'],
    ['How do I share a document?', 'How do I see where a document is shared?'],
    ['How do I close the ticket?', 'How do I find out why the ticket is closed?'],
    ['How do I know if the file is open?', 'How do I know who opened the file?'],
    ['How do I install the certificate?', 'How do I tell whether the certificate is installed?'],
  ],
  [
    ['How do I see when our certificate expires?', 'How can I see when our certificate expires?'],
    ['How do I find out who created the page?', 'How can I find out who has created the page?'],
    ['How do I check whether the driver is up to date?', 'How can I check if the driver is up to date?'],
    ['Can you tell me why my payment was declined?', 'Why was my payment declined?'],
    ['How do I find out what my balance is?', 'How do I find out my balance?'],
    ['Do you know when the shop opens?', 'When does the shop open?'],
    ['How do I know if the file is open?', 'how to know whether the file is open'],
    ['Could you tell me where the station is?', 'Where is the station?'],
  ],
);

describeKind(
  'how far it has come',
  [
    ['Is the nightly backup running?', 'Did the nightly backup run?'],
    ['The caramel is starting to burn! What do I do?', 'The caramel has burnt! What do I do?'],
    ['I pushed a commit with an API key in it.', "I'm about to push a commit with an API key in it."],
    ['I have signed the contract. Can I withdraw?', "I'm going to sign the contract. Can I withdraw?"],
    ['I booked a flight. Do I need a visa?', "I'm planning to book a flight. Do I need a visa?"],
    ['Has the update installed?', 'Is the update installing?'],
    ['The pipe has burst. Whom do I call?', 'The pipe is about to burst. Whom do I call?'],
    ['I sold my car. What about the insurance?', 'I want to sell my car. What about the insurance?'],
    ['Did the train leave?', 'Is the train leaving?'],
    ['I have filed my taxes. What if I am late?', 'I have to file my taxes. What if I am late?'],
    ['I sold the house. Which taxes are due?', "I'm thinking of selling the house. Which taxes are due?"],
    ['I deleted the branch. What now?', "I'm about to delete the branch. What now?"],
    ['My transfer has not arrived.', 'My transfer will not arrive.'],
    ['How did you learn Spanish?', 'How can I learn Spanish?'],
  ],
  [
    ['Is the nightly backup running?', 'Is the nightly backup still running?'],
    ['The caramel has burnt! What do I do?', 'The caramel burnt! What do I do?'],
    ['I pushed a commit with an API key in it.', 'I have pushed a commit with an API key in it.'],
    ["I'm going to sign the contract. Can I withdraw?", 'I am going to sign the contract. May I withdraw?'],
    ['Did the nightly backup run?', 'Has the nightly backup run?'],
    ['Why are you charging me a fee?', 'Why am I being charged a fee?'],
    ['My payment was declined.', 'My payment has been declined.'],
    ['How do I learn Spanish?', 'How can I learn Spanish?'],
    ['How do I delete a photo I uploaded?', 'How do I delete an uploaded photo?'],
    ["My card isn't working", 'My card does not work'],
    ['I deleted the branch. What now?', 'I have just deleted the branch. What now?'],
  ],
);

describeKind(
  'which of two things is denied',
  [
    ["my promo code hasn't expired but is refused, now what", 'my promo code has expired, now what'],
    ['I can log in but not pay.', 'I can pay but not log in.'],
    ['The light works but the fan does not work.', 'The fan works but the light does not work.'],
    ["The app opens but doesn't sync.", "The app syncs but doesn't open."],
    ["My card isn't blocked, but the payment fails.", 'My card is blocked, but the payment works.'],
    ['The pump works but the water is not hot.', 'The water is hot but the pump does not work.'],
    [
      "I received the email but I didn't receive the code.",
      "I received the code but I didn't receive the email.",
    ],
    ["The parcel hasn't arrived, but the money is missing.", 'The parcel has arrived.'],
  ],
  [
    [
      "my promo code hasn't expired but is refused, now what",
      'my promo code has not expired but is refused, now what',
    ],
    ['I can log in but not pay.', 'I can log in, but I cannot pay.'],
    ["The app opens but doesn't sync.", 'The app opens but does not sync.'],
    ['Which users have access?', "Which users don't lack access?"],
    ["Isn't there a way to export my notes?", 'Is there a way to export my notes?'],
    ["Why hasn't my top-up gone through?", 'Why has my top-up not gone through?'],
    [
      "I received the email but I didn't receive the code.",
      'I have received the email but I have not received the code.',
    ],
    ['The fan works but the light does not work.', "The fan works, but the light doesn't work."],
  ],
);

describeKind(
  'where it is',
  [
    ['Is the hotel near the station?', 'Is the hotel far from the station?'],
    ['Can I smoke inside the terminal?', 'Can I smoke outside the terminal?'],
    ['Does the price include flats close to the sea?', 'Does the price include flats far from the sea?'],
    ['Can I keep a tortoise inside a greenhouse?', 'Can I keep a tortoise outside a greenhouse?'],
    ['Should I plant garlic near roses?', 'Should I plant garlic far away from roses?'],
    ['Is it safe to park next to a hydrant?', 'Is it safe to park far from a hydrant?'],
    ['Can dogs wait inside the shop?', 'Can dogs wait outside the shop?'],
    ['Does it crash while on Wi-Fi?', 'Does it crash while off Wi-Fi?'],
  ],
  [
    ['Is the hotel near the station?', 'Is the hotel close to the station?'],
    ['Can I smoke inside the terminal?', 'Am I allowed to smoke inside the terminal?'],
    ['Is it safe to park close to a hydrant?', 'Is it safe to park near a hydrant?'],
    ['Can dogs wait outside the shop?', 'Are dogs allowed to wait outside the shop?'],
    ['Should I plant garlic near roses?', 'Should I plant garlic close to roses?'],
    ['Is the hotel far from the station?', 'Is the hotel very far from the station?'],
    ['Can I keep a tortoise inside a greenhouse?', 'May I keep a tortoise inside a greenhouse?'],
    ['Does it crash while on Wi-Fi?', 'Does it crash while it is on Wi-Fi?'],
  ],
);

describeKind(
  'what one must, should or can do',
  [
    ['Do I have to pay in advance?', 'Can I pay in advance?'],
    ['Must I show my passport?', 'May I show my passport?'],
    ['Should I take ibuprofen with food?', 'Can I take ibuprofen with food?'],
    ['Am I required to wear a helmet?', 'Am I allowed to wear a helmet?'],
    ['Do we need to register the domain?', 'Can we register the domain?'],
    ['Is it mandatory to vote by mail?', 'Is it possible to vote by mail?'],
    ['Should I freeze cooked rice?', 'Can I freeze cooked rice?'],
    ['Must guests leave a deposit?', 'Can guests leave a deposit?'],
  ],
  [
    ['Do I have to pay in advance?', 'Do I need to pay in advance?'],
    ['Must I show my passport?', 'Do I have to show my passport?'],
    ['Can I take ibuprofen with food?', 'Is it ok to take ibuprofen with food?'],
    ['Am I required to wear a helmet?', 'Do I need to wear a helmet?'],
    ['Can we register the domain?', 'Are we allowed to register the domain?'],
    ['How can I freeze cooked rice?', 'How should I freeze cooked rice?'],
    ['Can guests leave a deposit?', 'May guests leave a deposit?'],
    ['How do I vote by mail?', 'What do I need to do to vote by mail?'],
  ],
);

describeKind(
  'what a thing is and what it is like',
  [
    ['What is a marketing director?', 'What is it like to be a marketing director?'],
    ['What are night terrors?', "What's it like to have night terrors?"],
    ['What is a night shift?', 'What is it like to work a night shift?'],
    ['What is depression?', 'What is it like to have depression?'],
    ['What is a lighthouse keeper?', 'What was it like to be a lighthouse keeper?'],
    ['What is a migraine?', 'What does it feel like to have a migraine?'],
    ['What is a twin?', 'What is it like being a twin?'],
    ['What is a colony on Mars?', 'What is it like living in a colony on Mars?'],
  ],
  [
    ['What is a marketing director?', "What's a marketing director?"],
    ['What is it like to be a twin?', 'What is it like being a twin?'],
    ["What's it like to have night terrors?", 'What is it like to have night terrors?'],
    ['What is a migraine?', 'What are migraines?'],
    ['I would like to know what a migraine is.', 'What is a migraine?'],
    ["I'd like to change my pin", 'How do I change my pin?'],
    ['What is it like to work a night shift?', "What's it like working a night shift?"],
    ['What is depression?', 'What exactly is depression?'],
  ],
);

describe('a second question', () => {
  const pairs: Pairs = [
    ['What are proteins?', 'What are proteins and what do they do?'],
    ['Who is the mayor?', 'Who is the mayor and where does he live?'],
    ['Do you have gift cards?', 'Do you have gift cards and what do they cost?'],
    ['What is a vaccine?', 'What is a vaccine and how does it work?'],
    ['When is the concert?', 'When is the concert and where is it?'],
    ['Is breakfast included?', 'Is breakfast included and when is it?'],
    ['Where is the pool?', 'Where is the pool and when is it?'],
    ['How do I pay?', 'How do I pay and when do I pay?'],
  ];
  it.each(pairs)('is not answered by an answer to the first: %s / %s', (cached, asked) => {
    expect(verify({ cached, asked, similarity: 0.99 }).verdict).toBe('different');
  });

  it('leaves "and why" be, which an answer tells of its own accord', () => {
    expect(say('What is your favourite river?', 'What is your favourite river and why?')).toBe('accepted');
  });

  it('is none where "and when" goes on', () => {
    expect(say('Tell me what to pack and when.', 'Tell me what to pack, and when.')).toBe('accepted');
  });
});

describeKind(
  'the particle of a verb',
  [
    ['How do I roll out a release of the app?', 'How do I roll back a release of the app?'],
    ['Can I hand over the keys on Sunday?', 'Can I hand back the keys on Sunday?'],
    ['How do I scale up the cluster?', 'How do I scale down the cluster?'],
    ['Does the shop give out vouchers?', 'Does the shop give back vouchers?'],
  ],
  [
    ['How do I roll back a release of the app?', 'How can I roll back the release of an app?'],
    ['How do I turn the lights off?', 'How do I switch off the lights?'],
    ['Can I hand back the keys on Sunday?', 'On Sunday, can I hand back the keys?'],
  ],
);

describeKind(
  'what is said for politeness’ sake',
  [
    [
      'Sorry, I ordered the wrong size. How do I return it?',
      'Sorry, I ordered the wrong colour. How do I return it?',
    ],
    ['Can you help me find a doctor, a female one?', 'Can you help me find a lawyer, a female one?'],
    ['Please write a message to my team, it is urgent.', 'Please write an email to my team, it is urgent.'],
    ['Hello World in Python, how do I print it?', 'Hello Kitty in Python, how do I print it?'],
    ['Could you tell me if the pool is open?', 'Could you tell me when the pool is open?'],
    ['Thanks! Can I ask for a refund?', 'Thanks! Can I ask about a refund?'],
    ['Write a thank you note to Anna.', 'Write a note to Anna.'],
    ['May I ask who is on call?', 'May I ask who is on leave?'],
  ],
  [
    ['Hello everybody, could anybody please tell me what a mutex is? Cheers!', 'What is a mutex?'],
    ['Good morning team, may I kindly ask which port the broker uses?', 'Which port does the broker use?'],
    ['Dear Sir or Madam, can I get a refund? Kind regards', 'Can I get a refund?'],
    ['I hope this email finds you well. How do I reset my password?', 'How do I reset my password?'],
    ['Sorry to bother you again. Where is the invoice?', 'Where is the invoice?'],
    [
      'I would be grateful if you could tell me what the fee for a transfer is.',
      'What is the fee for a transfer?',
    ],
    ['Could somebody help me? How do I export my data?', 'How do I export my data?'],
    ['Thanks in advance for your help! How do I export my data?', 'How do I export my data?'],
  ],
);

describeKind(
  'a request that says what is',
  [
    ['Write a poem about a dog that is sad.', 'Write a poem about a cat that is sad.'],
    ['Please draft a reply, the order is late.', 'Please draft a reply, the refund is late.'],
    ['Summarise the report, it is for the board.', 'Summarise the report, it is for the staff.'],
    ['Translate it into French, it is a menu.', 'Translate it into French, it is a contract.'],
  ],
  [
    ['Write a poem about a dog that is sad.', 'Please write a poem about a sad dog.'],
    ['Summarize the report, it is for the board.', 'Please summarise the report. It is for the board.'],
  ],
);

describeKind(
  'what one says has happened',
  [
    ['I lost my debit card.', 'I lost my passport.'],
    ['My flight was cancelled.', 'My hotel was cancelled.'],
    ['The wifi is slow.', 'The wifi is down.'],
    ['My dog ate chocolate.', 'My dog ate grapes.'],
    ['My parcel is late.', 'My parcel is late again and damaged.'],
    ['The build is failing on main.', 'The build is failing on staging.'],
    [
      'The printer on the second floor has been jammed since this morning and nobody can fix it.',
      'The scanner on the second floor has been jammed since this morning and nobody can fix it.',
    ],
  ],
  [
    ['I lost my debit card.', 'I have lost my debit card'],
    ['My flight was cancelled.', 'My flight got cancelled'],
    ['A man is playing a guitar on a stage.', 'A man is playing a guitar.'],
  ],
);
