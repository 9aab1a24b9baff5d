/**
 * The search index is written only where the words to be found by have changed: a row of the case table is marked and
 * renewed with every saving, mostly with the same words.
 */
export const searchIndex = `
DROP TRIGGER case_row_update;
CREATE TRIGGER case_row_update AFTER UPDATE ON case_row WHEN NEW.search IS NOT OLD.search OR NEW.code IS NOT OLD.code BEGIN
  INSERT INTO case_search (case_search, rowid, code, search) VALUES ('delete', OLD.rowid, OLD.code, OLD.search);
  INSERT INTO case_search (rowid, code, search) VALUES (NEW.rowid, NEW.code, NEW.search);
END;
`
