/** Answers as providers give them, and what is made of them. */
@NullMarked
package io.evergrant.adapter.oauth;

import org.jspecify.annotations.NullMarked;
