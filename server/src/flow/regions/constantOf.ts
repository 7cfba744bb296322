import { postgresConstants } from "../../pg/constants";

/** Result codes of SPI. Source: src/include/executor/spi.h, REL_15_STABLE. */
const spiCodes: Readonly<Record<string, number>> = {
  SPI_ERROR_CONNECT: -1,
  SPI_ERROR_COPY: -2,
  SPI_ERROR_OPUNKNOWN: -3,
  SPI_ERROR_UNCONNECTED: -4,
  SPI_ERROR_CURSOR: -5,
  SPI_ERROR_ARGUMENT: -6,
  SPI_ERROR_PARAM: -7,
  SPI_ERROR_TRANSACTION: -8,
  SPI_ERROR_NOATTRIBUTE: -9,
  SPI_ERROR_NOOUTFUNC: -10,
  SPI_ERROR_TYPUNKNOWN: -11,
  SPI_OK_CONNECT: 1,
  SPI_OK_FINISH: 2,
  SPI_OK_FETCH: 3,
  SPI_OK_UTILITY: 4,
  SPI_OK_SELECT: 5,
  SPI_OK_SELINTO: 6,
  SPI_OK_INSERT: 7,
  SPI_OK_DELETE: 8,
  SPI_OK_UPDATE: 9,
  SPI_OK_CURSOR: 10,
};

/** The number that a name of PostgreSQL's headers stands for. */
export function constantOf(name: string): number | undefined {
  return Object.hasOwn(postgresConstants, name)
    ? postgresConstants[name]
    : Object.hasOwn(spiCodes, name)
      ? spiCodes[name]
      : undefined;
}
