/** What a person does to a grant: try again, pause, resume. */
@NullMarked
package io.evergrant.usecase.grant;

import org.jspecify.annotations.NullMarked;
