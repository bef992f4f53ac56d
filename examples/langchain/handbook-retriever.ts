import { Document } from '@langchain/core/documents';
import { BaseRetriever } from '@langchain/core/retrievers';

const handbook = [
  'Returns: goods can be sent back within 30 days, unused and with the receipt. The refund takes 5 working days.',
  'Shipping: an order leaves our warehouse within 24 hours and takes 2 to 4 days inside of the EU.',
  'Warranty: all bicycles have a warranty of 5 years on the frame and 2 years on everything that moves.',
  'Repairs: bring your bicycle to any of our shops. A small repair is done while you wait.',
];

/** Finds the passages of a small handbook that share the most words with a question. */
export class HandbookRetriever extends BaseRetriever {
  lc_namespace = ['reprise', 'examples'];

  override async _getRelevantDocuments(question: string): Promise<Document[]> {
    const asked = words(question);
    const score = (passage: string) => [...words(passage)].filter((word) => asked.has(word)).length;
    return handbook
      .toSorted((one, other) => score(other) - score(one))
      .slice(0, 2)
      .map((pageContent) => new Document({ pageContent }));
  }
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[a-z]{4,}|\d+/g));
}
