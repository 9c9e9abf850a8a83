package io.evergrant.usecase.importing;

/** How the rows stand in the body. */
public enum Format {
  /** An array of objects. */
  JSON,
  /** An object a line. */
  JSON_LINES,
  /** RFC 4180, the first line naming the columns. */
  CSV
}
