/** The rules of the command line, each with a test; against the real portal: CommandLineIT. */
@NullMarked
package io.evergrant.cli;

import org.jspecify.annotations.NullMarked;
