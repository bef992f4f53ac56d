/**
 * A package that isn't installed here: with its binaries it is larger than all else together. What is used of it is in
 * `transformers-library`, and checked when it is loaded.
 */
declare module '@huggingface/transformers';
