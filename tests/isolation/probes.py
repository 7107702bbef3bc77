"""Twenty-one ways to reach another region's rows from inside one, as an attacker would try them.

Each is what he types where a *value* is expected, into SQL that a careless view pasted together.
"""

READ = "SELECT name FROM r1302.accounts_user"
XML = "query_to_xml('SELECT name FROM r1302.accounts_user', true, true, '')::text"
XML_HERE = "query_to_xml('SELECT name FROM accounts_user', true, true, '')::text"

VALUES = {
    "a qualified name": f"x' UNION {READ} --",
    "the accounts in public": "x' UNION SELECT name FROM public.accounts_user --",
    "a query inside a function": f"x' UNION SELECT {XML} --",
    "a whole schema as XML": "x' UNION SELECT schema_to_xml('r1302', true, true, '')::text --",
    "RESET ROLE, stacked": f"x'; RESET ROLE; {READ} --",
    "SET ROLE, stacked": f"x'; SET ROLE r1302; {READ} --",
    "SET SESSION AUTHORIZATION, stacked": f"x'; SET SESSION AUTHORIZATION r1302; {READ} --",
    "RESET SESSION AUTHORIZATION, stacked": f"x'; RESET SESSION AUTHORIZATION; {READ} --",
    "the search path, stacked": "x'; SET search_path TO r1302; SELECT name FROM accounts_user --",
    "the role by set_config": (
        f"x' UNION SELECT {XML} FROM (SELECT set_config('role', 'r1302', false) OFFSET 0) s --"
    ),
    "the role by set_config in a CTE": (
        f"x' UNION (WITH s AS MATERIALIZED (SELECT set_config('role', 'r1302', true)) "
        f"SELECT {XML} FROM s) --"
    ),
    "the path by set_config": (
        f"x' UNION SELECT {XML_HERE} FROM "
        "(SELECT set_config('search_path', 'r1302', false) OFFSET 0) s --"
    ),
    "the role by pg_settings, stacked": (
        f"x'; UPDATE pg_settings SET setting = 'r1302' WHERE name = 'role'; {READ} --"
    ),
    "a DO block, stacked": (
        "x'; DO $$BEGIN SET ROLE r1302; UPDATE r1302.accounts_user SET name = 'x'; END$$ --"
    ),
    "a temporary function, stacked": (
        "x'; CREATE FUNCTION pg_temp.f() RETURNS SETOF text LANGUAGE sql AS "
        f"'{READ.replace(chr(39), chr(39) * 2)}'; SELECT pg_temp.f() --"
    ),
    "a temporary table in the way, stacked": (
        "x'; CREATE TEMP TABLE accounts_user (name text); SELECT name FROM accounts_user --"
    ),
    "a write, stacked": "x'; UPDATE r1302.accounts_user SET name = 'x' --",
    "the statistics of a table": (
        "x' UNION SELECT most_common_vals::text FROM pg_stats WHERE schemaname = 'r1302' --"
    ),
    "what others are asking": "x' UNION SELECT query FROM pg_stat_activity --",
    "a file of the server": "x' UNION SELECT pg_read_file('PG_VERSION') --",
    "a cursor left open": "x' UNION SELECT cursor_to_xml('c', 1, true, true, '')::text --",
}

STATEMENTS = {
    "SET ROLE": f"SET ROLE r1302; {READ}",
    "RESET ROLE": f"RESET ROLE; {READ}",
    "SET SESSION AUTHORIZATION": f"SET SESSION AUTHORIZATION r1302; {READ}",
    "RESET SESSION AUTHORIZATION": f"RESET SESSION AUTHORIZATION; {READ}",
    "DISCARD ALL": f"DISCARD ALL; {READ}",
    "the search path": "SET search_path TO r1302; SELECT name FROM accounts_user",
    "the login of the app": f"SET ROLE amanah_app; {READ}",
    "pg_settings": f"UPDATE pg_settings SET setting='r1302' WHERE name='role'; {READ}",
    "set_config": f"SELECT set_config('role', 'r1302', false); {READ}",
    "a DO block": "DO $$BEGIN SET ROLE r1302; END$$",
    "a temporary function": "CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "writing": "SET default_transaction_read_only = off; UPDATE r1302.accounts_user SET name = 'x'",
    "copying out": "COPY r1302.accounts_user TO STDOUT",
    "granting itself": "GRANT r1302 TO r3507",
    "altering the other": "ALTER ROLE r1302 PASSWORD 'x'",
}
"""Whole statements, for a connection on which the SQL is not ours."""
