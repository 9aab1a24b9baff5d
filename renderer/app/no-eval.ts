/**
 * Schemas are to be read as data: made into code, as zod does where it may, they would break the page’s policy. Imported
 * before everything else, since a schema asks for this when it is made. Set as zod reads it, so that zod itself is loaded
 * no sooner than something needs it.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
