@echo off
rem Starts the program that this file is named for, on Windows. Made by Tributary's build from
rem distribution/src/main/bin/launcher.cmd; it does what the file beside it does elsewhere, but for the archive of classes,
rem which only saves time, and for the progress on a terminal, which cannot be told from a file here.
rem
rem JAVA_HOME   the Java to use; else the one on the PATH
rem JAVA_OPTS   more options for Java, separated by spaces; they win over the ones below
rem
rem Exits with the program's own code; with 127 when there is no Java, and with 126 when it is too old.
rem There are no blocks in brackets: a path such as C:\Program Files (x86) would end them.
setlocal DisableDelayedExpansion
set TRIBUTARY_TERMINAL=
set TRIBUTARY_OUTPUT=
set "name=%~n0"
for %%i in ("%~dp0..") do set "home=%%~fi"
set "jar=%home%\lib\%name%-@version@.jar"
if not exist "%jar%" goto no_jar

if not defined JAVA_HOME goto on_the_path
set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" goto no_home
goto found
:on_the_path
set java=
for %%i in (java.exe) do set "java=%%~$PATH:i"
if not defined java goto no_java
:found

rem A JDK says what it is in a file; a lone java.exe has none, and is trusted.
for %%i in ("%java%") do set "release=%%~dpi..\release"
if not exist "%release%" goto start
findstr /r /c:"^JAVA_VERSION=.1[7-9]" /c:"^JAVA_VERSION=.[2-9][0-9]" "%release%" >nul
if errorlevel 1 goto old_java

:start
set own=
if exist "%home%\lib\%name%.jvm" set own="@%home%\lib\%name%.jvm"
set lean=-XX:+UseSerialGC -XX:-UsePerfData -Xmx192m -Dfile.encoding=UTF-8
set logs=-Xlog:disable -Xlog:all=warning:stderr -Xlog:cds*=off:stderr
"%java%" %lean% %own% %logs% %JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%

:no_jar
echo %name%: "%jar%" is missing: unpack the whole distribution again>&2
exit /b 127

:no_home
echo %name%: JAVA_HOME is "%JAVA_HOME%", which has no bin\java.exe: correct it, or unset it>&2
exit /b 127

:no_java
echo %name%: needs Java 17 or newer, and none is on the PATH: winget install EclipseAdoptium.Temurin.17.JRE>&2
exit /b 127

:old_java
echo %name%: needs Java 17 or newer, and "%java%" is older: winget install EclipseAdoptium.Temurin.17.JRE>&2
exit /b 126
