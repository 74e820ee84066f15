import type { Database } from './database.ts';

/**
 * Takes everything of the person out of a kiosk's replica, overwritten and not only unlinked, also in the log. What is
 * not yet at the server stays in the outbox with the scans it needs: the application was made and must arrive.
 */
export function wipePerson(database: Database): void {
  database.pragma('secure_delete=ON');
  database
    .transaction(() => {
      database.exec(`
        DELETE FROM session;
        DELETE FROM grant_statement;
        DELETE FROM draft;
        DELETE FROM application_search;
        DELETE FROM application;
        DELETE FROM application_record;
        DELETE FROM history;
        DELETE FROM document;
        DELETE FROM unread;
        DELETE FROM submission;
        DELETE FROM command;
        DELETE FROM acknowledged;
        DELETE FROM mutation_result;
        DELETE FROM audit;
        DELETE FROM attachment WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE instr(args, sha256) > 0);
        UPDATE device SET cursor = NULL, scope = NULL;
      `);
    })
    .immediate();
  database.exec("INSERT INTO application_search (application_search) VALUES ('optimize')");
  database.pragma('wal_checkpoint(TRUNCATE)');
}
