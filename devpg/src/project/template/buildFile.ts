import type { TemplateBuildSystem } from "./newExtension";

/** Path and text of the build file of a new extension. */
export function buildFile(name: string, system: TemplateBuildSystem): readonly [string, string] {
  switch (system) {
    case "pgxs":
      return ["Makefile", makefile(name)];
    case "meson":
      return ["meson.build", mesonBuild(name)];
    case "cmake":
      return ["CMakeLists.txt", cmakeLists(name)];
  }
}

function makefile(name: string): string {
  return `MODULES = ${name}
EXTENSION = ${name}
DATA = ${name}--0.1.sql
REGRESS = ${name}

PG_CONFIG ?= pg_config
PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)
`;
}

function mesonBuild(name: string): string {
  return `project('${name}', 'c', version: '0.1', default_options: ['c_std=gnu99', 'warning_level=1'])

# PostgreSQL says where its headers are and where extensions belong.
pg_config = find_program('pg_config')
folders = {}
foreach folder : ['includedir-server', 'pkglibdir', 'sharedir', 'pgxs', 'bindir']
  folders += {folder: run_command(pg_config, '--' + folder, check: true).stdout().strip()}
endforeach

# The server provides its functions when it loads the module.
link_args = host_machine.system() == 'darwin' ? ['-Wl,-undefined,dynamic_lookup'] : []

shared_module('${name}', '${name}.c',
  name_prefix: '',
  c_args: ['-fno-strict-aliasing', '-fwrapv'],
  include_directories: include_directories(folders['includedir-server']),
  link_args: link_args,
  install: true,
  install_dir: folders['pkglibdir'],
)

install_data('${name}.control', '${name}--0.1.sql',
  install_dir: folders['sharedir'] / 'extension',
)

# Wants a running server in which the extension is installed: PGHOST and PGPORT say which.
fs = import('fs')
pg_regress = fs.parent(fs.parent(folders['pgxs'])) / 'test' / 'regress' / 'pg_regress'
if fs.exists(pg_regress)
  test('regress', find_program(pg_regress), args: [
    '--bindir', folders['bindir'],
    '--inputdir', meson.current_source_dir(),
    '--outputdir', meson.current_build_dir(),
    '--dbname', 'contrib_regression',
    '${name}',
  ])
endif
`;
}

function cmakeLists(name: string): string {
  return `cmake_minimum_required(VERSION 3.18)
project(${name} VERSION 0.1 LANGUAGES C)

# PostgreSQL says where its headers are and where extensions belong.
find_program(PG_CONFIG pg_config REQUIRED)
foreach(folder includedir-server pkglibdir sharedir pgxs bindir)
  execute_process(COMMAND "\${PG_CONFIG}" "--\${folder}"
    OUTPUT_VARIABLE PG_\${folder} OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
endforeach()

add_library(${name} MODULE ${name}.c)
target_include_directories(${name} SYSTEM PRIVATE "\${PG_includedir-server}")
target_compile_options(${name} PRIVATE -Wall -fno-strict-aliasing -fwrapv)
set_target_properties(${name} PROPERTIES PREFIX "" C_STANDARD 99 C_EXTENSIONS ON)
if(APPLE)
  # The server provides its functions when it loads the module.
  target_link_options(${name} PRIVATE -undefined dynamic_lookup)
endif()

install(TARGETS ${name} LIBRARY DESTINATION "\${PG_pkglibdir}")
install(FILES ${name}.control ${name}--0.1.sql DESTINATION "\${PG_sharedir}/extension")

# Wants a running server in which the extension is installed: PGHOST and PGPORT say which.
get_filename_component(pg_src "\${PG_pgxs}/../.." ABSOLUTE)
enable_testing()
add_test(NAME regress COMMAND "\${pg_src}/test/regress/pg_regress"
  --bindir "\${PG_bindir}" --inputdir "\${CMAKE_CURRENT_SOURCE_DIR}"
  --outputdir "\${CMAKE_CURRENT_BINARY_DIR}" --dbname contrib_regression ${name})
`;
}
