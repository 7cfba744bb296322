CREATE EXTENSION hello_dynpgext;

SELECT hello.database_greetings() AS in_database, hello.cluster_greetings() AS in_cluster \gset

SELECT hello.greet('world');
SELECT hello.greet('PostgreSQL');
SELECT hello.greet(NULL);

SELECT hello.last_greeted();
SELECT hello.database_greetings() - :in_database AS in_database;
SELECT hello.cluster_greetings() - :in_cluster >= 2 AS in_cluster;

-- a long name is greeted in full and remembered in short
SELECT length(hello.greet(repeat('x', 100))) AS greeted, length(hello.last_greeted()) AS remembered;

-- the clock is running
DO $$
DECLARE
    before bigint := hello.heartbeats();
BEGIN
    FOR i IN 1..100 LOOP
        EXIT WHEN hello.heartbeats() > before;
        PERFORM pg_sleep(0.1);
    END LOOP;
    ASSERT hello.heartbeats() > before, 'the clock stands still';
END
$$;

-- the reporter has written what happened
DO $$
BEGIN
    FOR i IN 1..200 LOOP
        EXIT WHEN EXISTS (SELECT FROM hello.log);
        PERFORM pg_sleep(0.1);
    END LOOP;
    ASSERT EXISTS (SELECT FROM hello.log), 'the reporter is silent';
END
$$;

DROP EXTENSION hello_dynpgext;
