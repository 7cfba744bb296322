import type { KindParts } from "./newExtension";
import { typeScript } from "./typeScript";
import { typeSource } from "./typeSource";

/** A type of fixed length: a vector in the plane, with addition, and an order for indexes. */
export const typeKind: KindParts = {
  summary: `@name@: a data type in C`,
  c: typeSource,
  script: typeScript,
  test: `CREATE EXTENSION @name@;
SELECT '(1,2.5)'::@name@ AS value;
SELECT 'nonsense'::@name@;
SELECT '(1,2)'::@name@ + '(0.5,0.25)'::@name@ AS sum;
SELECT '(1,2)'::@name@ = '(1,2)'::@name@ AS equal, '(1,2)'::@name@ < '(1,3)'::@name@ AS less;
CREATE TABLE @name@_test (v @name@ PRIMARY KEY);
INSERT INTO @name@_test VALUES ('(2,1)'), ('(1,9)'), ('(1,2)');
SELECT v FROM @name@_test ORDER BY v;
INSERT INTO @name@_test VALUES ('(1, 9)');
DROP TABLE @name@_test;
`,
  expected: `CREATE EXTENSION @name@;
SELECT '(1,2.5)'::@name@ AS value;
  value  
---------
 (1,2.5)
(1 row)

SELECT 'nonsense'::@name@;
ERROR:  invalid input syntax for type @name@: "nonsense"
LINE 1: SELECT 'nonsense'::@name@;
               ^
SELECT '(1,2)'::@name@ + '(0.5,0.25)'::@name@ AS sum;
    sum     
------------
 (1.5,2.25)
(1 row)

SELECT '(1,2)'::@name@ = '(1,2)'::@name@ AS equal, '(1,2)'::@name@ < '(1,3)'::@name@ AS less;
 equal | less 
-------+------
 t     | t
(1 row)

CREATE TABLE @name@_test (v @name@ PRIMARY KEY);
INSERT INTO @name@_test VALUES ('(2,1)'), ('(1,9)'), ('(1,2)');
SELECT v FROM @name@_test ORDER BY v;
   v   
-------
 (1,2)
 (1,9)
 (2,1)
(3 rows)

INSERT INTO @name@_test VALUES ('(1, 9)');
ERROR:  duplicate key value violates unique constraint "@name@_test_pkey"
DETAIL:  Key (v)=((1,9)) already exists.
DROP TABLE @name@_test;
`,
};
